using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Spotter.FunctionsApp.TestHost.Published;
using Spotter.FunctionsApp.TestHost.Worker;
using Spotter.FunctionsApp.TestHost.Worker.Messages;

namespace Spotter.FunctionsApp.TestHost.Http;

/// <summary>
/// Serves the app's HTTP functions at the routes of their bindings. As with the Functions host, the worker is told of a call over the
/// protocol, and gets the request itself over
/// HTTP: the id of the call brings the two together.
/// </summary>
internal sealed class HttpTriggers(PublishedApp app, WorkerSupervisor workers, HttpMessageInvoker http)
{
    // Of one connection, and not of what is sent over it.
    private static readonly string[] NotPassedOn = ["Connection", "Host", "Keep-Alive", "Transfer-Encoding", "Upgrade"];

    public void Map(WebApplication server)
    {
        foreach (var function in app.TriggeredBy("httpTrigger"))
            server.MapMethods(
                string.Join('/', new[] { app.RoutePrefix, function.Trigger.Find("route") ?? function.Name }.Where(part => part.Length > 0)),
                MethodsOf(function),
                context => AnswerAsync(function, context)
            );
    }

    private static IEnumerable<string> MethodsOf(PublishedFunction function) =>
        function.Trigger.Raw.GetProperty("methods").EnumerateArray().Select(method => method.GetString()!.ToUpperInvariant());

    private async Task AnswerAsync(PublishedFunction function, HttpContext context)
    {
        var worker = await workers.GetReadyAsync();
        var invocation = new Invocation(function, new TypedData { Http = new HttpData() }, await workers.FindClientAsync(function))
        {
            Metadata = context.Request.RouteValues.ToDictionary(value => value.Key, value => $"{value.Value}"),
        };
        var ended = worker.InvokeAsync(invocation);
        await ForwardAsync(worker.HttpAddress!, invocation.Id, context);
        WorkerSupervisor.Read(await ended);
    }

    private async Task ForwardAsync(Uri worker, string invocationId, HttpContext context)
    {
        var target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        using var request = new HttpRequestMessage(new HttpMethod(context.Request.Method), new Uri(worker, target))
        {
            Content = new StreamContent(context.Request.Body),
        };
        foreach (var (name, values) in context.Request.Headers.Where(header => IsPassedOn(header.Key)))
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        request.Headers.Add("x-ms-invocation-id", invocationId);
        // As the Functions host says what was asked for; what a caller made up is gone.
        foreach (var (name, value) in Forwarded(context))
        {
            request.Headers.Remove(name);
            request.Headers.Add(name, value);
        }

        using var answer = await http.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => IsPassedOn(header.Key)))
            context.Response.Headers[name] = values.ToArray();
        await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static IEnumerable<(string Name, string Value)> Forwarded(HttpContext context) =>
    [
        ("X-Forwarded-For", $"{context.Connection.RemoteIpAddress}"),
        ("X-Forwarded-Host", context.Request.Host.ToUriComponent()),
        ("X-Forwarded-Proto", context.Request.Scheme),
    ];

    private static bool IsPassedOn(string header) => !NotPassedOn.Contains(header, StringComparer.OrdinalIgnoreCase);
}
