using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spotter.Watching;
using Spotter.Web.Entrance;

namespace Spotter.Web.Api;

/// <summary>Says whether the host can work.</summary>
internal sealed partial class HealthCalls(
    WatchRepository watches, ModelHealth model, IOptions<WatchingOptions> options, ILogger<HealthCalls> logger) : IPages
{
    private const string Well = "healthy";
    private const string Unwell = "unhealthy";

    public void Map(IEndpointRouteBuilder routes) => routes.MapGet(Gate.Health, CheckAsync).WithTags("Health")
        .WithSummary("Whether the state can be read and the default model be loaded (200, else 503). Nobody is asked for a key.")
        .Produces<HealthReport>().Produces<HealthReport>(StatusCodes.Status503ServiceUnavailable);

    private async Task<JsonHttpResult<HealthReport>> CheckAsync(CancellationToken cancellationToken)
    {
        var parts = new Dictionary<string, string>
        {
            ["state"] = await LookAsync(
                async () => await watches.ListAsync(error => LogUnwell(error.Message), cancellationToken).AnyAsync(cancellationToken)),
            ["model"] = await LookAsync(() => model.CheckAsync(options.Value.Model, cancellationToken)),
        };
        return parts.Values.All(part => part == Well)
            ? TypedResults.Json(new HealthReport(Well, parts))
            : TypedResults.Json(new HealthReport(Unwell, parts), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private async Task<string> LookAsync(Func<Task> check)
    {
        try
        {
            await check();
            return Well;
        }
        catch (SpotterException error)
        {
            // Whoever asks need not be let in, and is not told where the state is.
            LogUnwell(error.Message);
            return Unwell;
        }
    }

    [LoggerMessage(LogLevel.Error, "{Problem}")]
    private partial void LogUnwell(string problem);
}
