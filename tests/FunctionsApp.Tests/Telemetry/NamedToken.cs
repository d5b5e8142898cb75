using System.Collections.Concurrent;
using Azure.Core;

namespace Spotter.FunctionsApp.Tests.Telemetry;

/// <summary>Gives one token for whatever is asked, and remembers for what it was.</summary>
internal sealed class NamedToken(string token) : TokenCredential
{
    private readonly ConcurrentQueue<string> _scopes = [];

    public IEnumerable<string> Scopes => _scopes.Distinct();

    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        foreach (var scope in requestContext.Scopes)
            _scopes.Enqueue(scope);
        return new AccessToken(token, DateTimeOffset.MaxValue);
    }

    public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
        ValueTask.FromResult(GetToken(requestContext, cancellationToken));
}
