using System.Diagnostics.Metrics;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using Spotter.FunctionsApp.Telemetry;
using Spotter.Scanning;

namespace Spotter.FunctionsApp.Tests.Telemetry;

public sealed class TelemetryServicesTests
{
    [Fact]
    public async Task Telemetry_goes_out_with_a_token_for_Application_Insights()
    {
        await using var endpoint = await IngestionEndpoint.StartAsync("right");
        var credential = new NamedToken("right");
        await using var app = Start(endpoint, credential);

        Count(app);

        Assert.Contains(endpoint.Accepted, body => body.Contains("spotter.posts", StringComparison.Ordinal));
        Assert.Equal(0, endpoint.Refused);
        Assert.Equal(["https://monitor.azure.com//.default"], credential.Scopes);
    }

    [Fact]
    public async Task What_comes_with_a_wrong_token_is_refused()
    {
        await using var endpoint = await IngestionEndpoint.StartAsync("right");
        await using var app = Start(endpoint, new NamedToken("wrong"));

        Count(app);

        Assert.Empty(endpoint.Accepted);
        Assert.NotEqual(0, endpoint.Refused);
    }

    [Fact]
    public void Without_a_resource_nothing_asks_for_a_token()
    {
        var credential = new NamedToken("unused");
        using var app = new ServiceCollection()
            .AddSingleton<TokenCredential>(credential)
            .AddTelemetry(new ConfigurationBuilder().Build())
            .BuildServiceProvider();

        Count(app);

        Assert.Empty(credential.Scopes);
    }

    private static ServiceProvider Start(IngestionEndpoint endpoint, TokenCredential credential)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    [TelemetryServices.ConnectionSetting] =
                        "InstrumentationKey=00000000-0000-0000-0000-000000000001;"
                            + $"IngestionEndpoint={endpoint.Address}/;LiveEndpoint={endpoint.Address}/",
                }
            )
            .Build();
        return new ServiceCollection()
            .AddSingleton(credential)
            .AddSingleton<IConfiguration>(configuration)
            .AddTelemetry(configuration)
            .Configure<AzureMonitorExporterOptions>(options =>
            {
                options.Transport = Trusting(endpoint);
                options.DisableOfflineStorage = true;
                options.EnableLiveMetrics = false;
            })
            .BuildServiceProvider();
    }

    private static HttpClientTransport Trusting(IngestionEndpoint endpoint) => new(new HttpClientHandler
    {
        ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate?.Thumbprint == endpoint.Certificate.Thumbprint,
    });

    private static void Count(ServiceProvider app)
    {
        var meters = app.GetRequiredService<MeterProvider>();
        using var meter = new Meter(ScanMetrics.MeterName);
        meter.CreateCounter<int>("spotter.posts").Add(3);
        meters.ForceFlush();
    }
}
