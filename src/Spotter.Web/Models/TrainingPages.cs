using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Web.Markup;

namespace Spotter.Web.Models;

/// <summary>Begins and ends trainings, and says how the one that runs stands.</summary>
internal sealed class TrainingPages(RenewalDesk desk, ModelReader reader, TrainingView view, SiteHost host) : IPages
{
    public void Map(IEndpointRouteBuilder routes)
    {
        if (host.ModelAdvice is not null)
            return;

        routes.MapPage("/models/training", ShowAsync);
        routes.MapForm("/models/train", TrainAsync);
        routes.MapForm("/models/train/cancel", Cancel);
    }

    // A part of the page, for its script.
    private async Task<IResult> ShowAsync(HttpContext context) =>
        new PageResult(view.Current(await reader.ListAsync(context.RequestAborted)));

    // Where one runs, the page shows that one.
    private async Task<IResult> TrainAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        await desk.TryStartAsync(form["model"].ToString(), context.RequestAborted);
        return TypedResults.LocalRedirect("/models");
    }

    private IResult Cancel()
    {
        desk.Cancel();
        return TypedResults.LocalRedirect("/models");
    }
}
