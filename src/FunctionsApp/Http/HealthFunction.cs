using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spotter.Watching;

namespace Spotter.FunctionsApp.Http;

/// <summary>Says whether the app can work.</summary>
public sealed partial class HealthFunction(
    WatchRepository watches, ModelHealth model, IOptions<WatchingOptions> options, ILogger<HealthFunction> logger)
{
    /// <summary>200 where the state can be read and the default model be loaded, else 503. The reasons are in the log.</summary>
    [Function("Health")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var parts = new Dictionary<string, string>
        {
            ["state"] = await CheckAsync(
                async () => await watches.ListAsync(error => LogUnhealthy(error.Message), cancellationToken).AnyAsync(cancellationToken)),
            ["model"] = await CheckAsync(() => model.CheckAsync(options.Value.Model, cancellationToken)),
        };
        var healthy = parts.Values.All(part => part == "healthy");
        return TypedResults.Json(
            new HealthReport(healthy ? "healthy" : "unhealthy", parts),
            ApiJson.Default.HealthReport,
            statusCode: healthy ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private async Task<string> CheckAsync(Func<Task> check)
    {
        try
        {
            await check();
            return "healthy";
        }
        catch (SpotterException error)
        {
            LogUnhealthy(error.Message);
            return "unhealthy";
        }
    }

    [LoggerMessage(LogLevel.Error, "{Problem}")]
    private partial void LogUnhealthy(string problem);
}
