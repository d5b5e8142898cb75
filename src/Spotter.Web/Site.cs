using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Options;
using Spotter.Web.Entrance;
using Spotter.Web.Markup;
using Spotter.Web.Review;

namespace Spotter.Web;

/// <summary>All pages and calls behind the gate.</summary>
internal sealed class Site(
    IEnumerable<IPages> pages, Gate gate, Problems problems, ReviewCount count, SiteHost host, IOptions<WebOptions> options)
{
    /// <summary>The most bytes of a body: a watch of a hundred long rules is a tenth of it.</summary>
    public const long MaxBody = 64 << 10;

    /// <summary>Puts them into a host's pipeline.</summary>
    public void Map(IApplicationBuilder app)
    {
        app.UseProxies([.. host.Proxies, .. options.Value.TrustedProxies]);
        app.Use(next => context => problems.CatchAsync(context, inside => gate.PassAsync(inside, next)));
        app.Use(next => context =>
        {
            if (gate.IsInside(context.Request))
                Layout.Count(context, () => count.Current);
            return next(context);
        });
        app.UseRouting();
        app.UseEndpoints(routes =>
        {
            foreach (var subject in pages)
                subject.Map(routes);
            routes.MapOpenApi("/api/openapi.json");
        });
    }
}
