using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Spotter.FunctionsApp.Alerting;
using Spotter.FunctionsApp.Startup;
using Spotter.Models;
using Spotter.Settings;

namespace Spotter.FunctionsApp.Tests.Startup;

public sealed class StartupChecksTests
{
    private static readonly Dictionary<string, string?> Complete = new()
    {
        ["MONITOR_SCHEDULE"] = "0 */5 * * * *",
        ["Storage:Blobs:serviceUri"] = "https://spotter.blob.core.windows.net",
        ["Storage:Tables:endpoint"] = "https://spotter.table.core.windows.net",
    };

    [Theory]
    [InlineData("MONITOR_SCHEDULE", "MONITOR_SCHEDULE")]
    [InlineData("Storage:Blobs:serviceUri", "Storage__Blobs__serviceUri")]
    [InlineData("Storage:Tables:endpoint", "Storage__Tables__endpoint")]
    public void A_setting_that_is_missing_stops_the_start_with_its_name(string setting, string name)
    {
        var error = Assert.Throws<StartupException>(() => Start(Complete.Where(pair => pair.Key != setting)));
        Assert.StartsWith(name, error.Message);
    }

    [Fact]
    public void A_secret_that_cannot_be_read_is_named_and_its_address_is_not()
    {
        var reference = KeyValuePair.Create<string, string?>(
            "Channels:slack:Token", "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/slack-token)");

        var error = Assert.Throws<StartupException>(() => Start(Complete.Append(reference)));

        Assert.StartsWith("Channels__slack__Token", error.Message);
        Assert.DoesNotContain("vault.example", error.Message);
    }

    [Fact]
    public void With_all_settings_it_starts() => Start(Complete);

    [Fact]
    public void The_models_that_come_with_the_app_are_found_wherever_it_is_started()
    {
        using var services = Start(Complete).AddLogging().BuildServiceProvider();
        Assert.Contains("specials-board", services.GetRequiredService<ModelCatalog>().Names);
    }

    [Fact]
    public async Task Storage_and_watches_are_ready_before_any_hosted_service_starts()
    {
        using var services = Start(Complete).AddLogging().BuildServiceProvider();
        var tasks = services.GetServices<IHostedService>().OfType<StartupTask>().ToList();
        Assert.Equal([typeof(StorageStartup), typeof(WatchSetup), typeof(SlackClientLog)], tasks.Select(task => task.GetType()));

        var order = new List<string>();
        using var host = new HostBuilder().ConfigureServices(collection => collection
            .AddHostedService(_ => new Worker(order))
            .AddHostedService(_ => new Setup(order))).Build();
        await host.StartAsync();
        await host.StopAsync();

        Assert.Equal(["setup", "worker"], order);
    }

    [Fact]
    public void Each_setting_that_is_wrong_is_told_in_a_line_of_its_own()
    {
        var wrong = Complete.Concat(
            new Dictionary<string, string?>
            {
                ["Scanning:PageSize"] = "0",
                ["Scanning:MaxPages"] = "0",
                ["Watching:Schedule"] = "every day",
                ["Channels:lunch:Type"] = "fax",
            }
        );
        var registered = Start(wrong);
        using var services = registered.BuildServiceProvider();

        var error = Assert.Throws<AggregateException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Collection(
            StartupProblems.Find(error, registered.FindSettings())!.Order(StringComparer.Ordinal),
            problem => Assert.StartsWith("Channels__lunch__Type must be", problem),
            problem => Assert.Contains("Scanning__MaxPages", problem),
            problem => Assert.Contains("Scanning__PageSize", problem),
            problem => Assert.StartsWith("Watching__Schedule with Watching__TimeZone: ", problem));
    }

    [Fact]
    public void A_value_that_is_no_number_is_told_with_its_setting()
    {
        var registered = Start(Complete.Append(KeyValuePair.Create<string, string?>("Scanning:PageSize", "many")));
        using var services = registered.BuildServiceProvider();

        var error = Assert.ThrowsAny<Exception>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains("Scanning__PageSize", Assert.Single(StartupProblems.Find(error, registered.FindSettings())!));
    }

    [Fact]
    public void A_bug_is_not_taken_for_a_setting() =>
        Assert.Null(StartupProblems.Find(new AggregateException(new StartupException("a setting"), new ArithmeticException("a bug")), []));

    private static IServiceCollection Start(IEnumerable<KeyValuePair<string, string?>> settings) =>
        new ServiceCollection().AddSpotter(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());

    private sealed class Worker(List<string> order) : BackgroundService
    {
        public override Task StartAsync(CancellationToken cancellationToken)
        {
            order.Add("worker");
            return Task.CompletedTask;
        }

        protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.CompletedTask;
    }

    private sealed class Setup(List<string> order) : StartupTask
    {
        public override Task StartingAsync(CancellationToken cancellationToken)
        {
            order.Add("setup");
            return Task.CompletedTask;
        }
    }
}
