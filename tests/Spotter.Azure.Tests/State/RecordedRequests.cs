using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Spotter.Azure.Tests.State;

/// <summary>Notes the methods of the requests that a client makes.</summary>
internal sealed class RecordedRequests : HttpPipelineSynchronousPolicy
{
    public ConcurrentBag<string> Methods { get; } = [];

    public override void OnSendingRequest(HttpMessage message) => Methods.Add(message.Request.Method.Method);
}
