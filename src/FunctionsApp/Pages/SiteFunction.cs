using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Spotter.FunctionsApp.Orchestration;
using Spotter.Web;

namespace Spotter.FunctionsApp.Pages;

/// <summary>
/// The pages and the HTTP API, at all addresses. The host lets everybody in: the pages ask for the access key themselves, and show nothing
/// without one.
/// </summary>
public sealed class SiteFunction(HostedSite site, DurableEngine engine)
{
    /// <summary>Answers with what is at an address.</summary>
    [Function("Site")]
    public IResult Run(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", "post", "put", "delete", Route = "{*address}")] HttpRequest request,
        [DurableClient] DurableTaskClient client)
    {
        engine.Client = client;
        return new SiteResult(site);
    }

    private sealed class SiteResult(HostedSite site) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext) => site.RunAsync(httpContext);
    }
}
