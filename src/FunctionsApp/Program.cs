using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using Spotter.FunctionsApp;
using Spotter.Scanning;
using Spotter.State;
using Spotter.Watching;

try
{
    var builder = FunctionsApplication.CreateBuilder(args);
    builder.ConfigureFunctionsWebApplication();
    builder.Services.AddSpotter(builder.Configuration);

    var telemetry = builder.Services.AddOpenTelemetry()
        .UseFunctionsWorkerDefaults()
        .WithMetrics(metrics => metrics.AddMeter(ScanMetrics.MeterName));
    if (builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is not null)
        telemetry.UseAzureMonitorExporter();

    await builder.Build().RunAsync();
    return 0;
}
catch (Exception error) when (error is StartupException or OptionsValidationException or StateException or WatchException)
{
    // The host takes this into its log: what is wrong with the settings, and not where the program noticed.
    await Console.Error.WriteLineAsync(error.Message);
    return 1;
}
