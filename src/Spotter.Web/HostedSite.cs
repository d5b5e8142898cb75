using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Spotter.Web;

/// <summary>The pages under a host that has the connections, such as that of Azure Functions.</summary>
public sealed class HostedSite : IDisposable
{
    private readonly WebApplication _app;
    private readonly RequestDelegate _run;

    /// <param name="site">The pages.</param>
    internal HostedSite(Site site)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        // An application wants a server; this one is never started, and listens nowhere.
        builder.WebHost.UseKestrelCore();
        builder.Services.AddSiteHosting();
        _app = builder.Build();
        site.Map(_app);
        _run = ((IApplicationBuilder)_app).Build();
    }

    /// <summary>Answers a request.</summary>
    /// <param name="context">Its scheme and host are those that the browser asked for, whoever passed the request on.</param>
    public async Task RunAsync(HttpContext context)
    {
        // The host's routing led here; the pages have a routing of their own.
        context.SetEndpoint(null);
        context.Request.RouteValues.Clear();
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = Site.MaxBody;
        var outside = context.RequestServices;
        await using var scope = _app.Services.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await _run(context);
        }
        finally
        {
            context.RequestServices = outside;
        }
    }

    public void Dispose() => ((IDisposable)_app).Dispose();
}
