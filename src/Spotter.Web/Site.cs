using Microsoft.AspNetCore.Builder;
using Spotter.Web.Entrance;

namespace Spotter.Web;

/// <summary>All pages and calls behind the gate.</summary>
internal sealed class Site(IEnumerable<IPages> pages, Gate gate, Problems problems)
{
    /// <summary>Puts them into a host's pipeline.</summary>
    public void Map(IApplicationBuilder app)
    {
        app.Use(next => context => problems.CatchAsync(context, inside => gate.PassAsync(inside, next)));
        app.UseRouting();
        app.UseEndpoints(routes =>
        {
            foreach (var subject in pages)
                subject.Map(routes);
            routes.MapOpenApi("/api/openapi.json");
        });
    }
}
