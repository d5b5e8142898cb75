using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Spotter.FunctionsApp.Tests.Telemetry;

/// <summary>
/// Takes telemetry on loopback as a resource without local authentication does: with a token alone, and 401 without. Over TLS, since a
/// token goes nowhere else.
/// </summary>
internal sealed class IngestionEndpoint : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _accepted = [];
    private readonly WebApplication _app;
    private readonly string _token;
    private int _refused;

    private IngestionEndpoint(string token)
    {
        _token = token;
        Certificate = MakeCertificate();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(Certificate)));
        _app = builder.Build();
        _app.Run(AnswerAsync);
    }

    public X509Certificate2 Certificate { get; }

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();

    /// <summary>The bodies that came with the token.</summary>
    public IReadOnlyCollection<string> Accepted => _accepted;

    public int Refused => _refused;

    public static async Task<IngestionEndpoint> StartAsync(string token)
    {
        var endpoint = new IngestionEndpoint(token);
        await endpoint._app.StartAsync();
        return endpoint;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Headers.Authorization != $"Bearer {_token}")
        {
            Interlocked.Increment(ref _refused);
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }

        var isPacked = context.Request.Headers.ContentEncoding == "gzip";
        using var reader = new StreamReader(
            isPacked ? new GZipStream(context.Request.Body, CompressionMode.Decompress) : context.Request.Body);
        var lines = await reader.ReadToEndAsync(context.RequestAborted);
        _accepted.Enqueue(lines);
        var count = lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;
        await context.Response.WriteAsJsonAsync(new { itemsReceived = count, itemsAccepted = count, errors = Array.Empty<object>() });
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
