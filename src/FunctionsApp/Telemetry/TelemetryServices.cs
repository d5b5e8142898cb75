using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using Spotter.Scanning;

namespace Spotter.FunctionsApp.Telemetry;

/// <summary>Registers what the app tells of itself.</summary>
public static class TelemetryServices
{
    /// <summary>The setting that names the Application Insights resource; without it nothing is sent.</summary>
    public const string ConnectionSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>
    /// Adds traces, logs and metrics, sent to Application Insights with the <see cref="TokenCredential"/> of the services.
    /// </summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var telemetry = services.AddOpenTelemetry()
            .UseFunctionsWorkerDefaults()
            .WithMetrics(metrics => metrics.AddMeter(ScanMetrics.MeterName));
        if (configuration[ConnectionSetting] is not { } connection)
            return services;

        telemetry.UseAzureMonitorExporter(options => options.ConnectionString = connection);
        // Where local authentication is off, whatever comes without a token is refused. APPLICATIONINSIGHTS_AUTHENTICATION_STRING is read
        // by the host alone.
        services
            .AddOptions<AzureMonitorExporterOptions>()
            .Configure<TokenCredential>((options, credential) => options.Credential = credential);
        return services;
    }
}
