using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using Spotter.FunctionsApp;
using Spotter.FunctionsApp.Http;
using Spotter.Scanning;

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.UseMiddleware<StorageProblems>();
    builder.Services.AddSpotter(builder.Configuration);

    var telemetry = builder.Services.AddOpenTelemetry()
        .UseFunctionsWorkerDefaults()
        .WithMetrics(metrics => metrics.AddMeter(ScanMetrics.MeterName));
    if (builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is not null)
        telemetry.UseAzureMonitorExporter();

    await builder.Build().RunAsync();
    return 0;
}
catch (Exception error) when (StartupProblems.Find(error) is { } problems)
{
    // The host takes these into its log: what is wrong with the settings, and not where the program noticed.
    foreach (var problem in problems)
        await Console.Error.WriteLineAsync(problem);
    return 1;
}
