using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Contracts;
using Spotter.FunctionsApp.Alerting;
using Spotter.FunctionsApp.Pages;
using Spotter.Local;
using Spotter.Models;
using Spotter.Orchestration;
using Spotter.Rules;
using Spotter.Scanning;
using Spotter.Simulator;
using Spotter.Simulator.Drawing;
using Spotter.Simulator.Scenarios;
using Spotter.Sources;
using Spotter.Vision;
using Spotter.Vision.Decoding;
using Spotter.Watching;

namespace Spotter.FunctionsApp.Tests.Orchestration;

/// <summary>
/// Everything a scan needs, with a simulator of its own. The state is SQLite: what is tested here is the engine that drives the scan.
/// </summary>
internal sealed class ScanWorld : IAsyncDisposable
{
    /// <summary>The access key of the pages and the API.</summary>
    public const string Key = "a key for the tests";

    private const string Channel = "lunch";
    private const string Label = "specials-board";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");

    private ScanWorld(SimulatorHost simulator) => Simulator = simulator;

    public SimulatorHost Simulator { get; }

    /// <summary>Settings that are other than usual.</summary>
    public Dictionary<string, string?> Besides { get; } = [];

    private IConfiguration Settings => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Web:AccessKey"] = Key,
        ["State:Path"] = Path.Combine(_folder.FullName, "state.db"),
        ["Pictures:Folder"] = Path.Combine(_folder.FullName, "pictures"),
        ["Pictures:AllowLoopback"] = "true",
        ["Models:Folder"] = Path.Combine(TestData.RepositoryFolder, "models"),
        ["Scanning:BackoffMultiplier"] = "1",
        ["Scanning:BlockedDelay"] = "600",
        ["Scanning:PostRetryDelay"] = "0.5",
        ["Sources:Instagram:BaseAddress"] = Simulator.GraphBaseAddress.ToString(),
        ["Sources:Instagram:UserId"] = "17841400000000000",
        ["Sources:Instagram:AccessToken"] = "simulated-token",
        ["Sources:Instagram:CallBudget"] = "",
        [$"Channels:{Channel}:Type"] = "slack",
        [$"Channels:{Channel}:Token"] = "xoxb-simulated",
        [$"Channels:{Channel}:Channel"] = "C0SPECIALS",
        [$"Channels:{Channel}:BaseAddress"] = Simulator.SlackBaseAddress.ToString(),
    }).AddInMemoryCollection(Besides).Build();

    public static async Task<ScanWorld> StartAsync(params AccountScript[] accounts)
    {
        var scenario = new Scenario
        {
            Pictures = new PictureScript { Width = 320, Variants = 4 },
            Slack = new SlackScript { FileReadySeconds = 0 },
            Accounts = accounts,
        };
        return new ScanWorld(await SimulatorHost.StartAsync(scenario, null, new VipsPictureRenderer()));
    }

    /// <summary>An account with a board among two plates.</summary>
    public static AccountScript Shop(string handle, params PageFault[] faults) => new()
    {
        Handle = handle,
        Posts =
        [
            new PostScript { At = -30, Pictures = [PictureKind.Other], Caption = "Dumplings" },
            new PostScript { At = -20, Pictures = [PictureKind.SpecialsBoard], Caption = "Soup of the day: leek" },
            new PostScript { At = -10, Pictures = [PictureKind.Other, PictureKind.Other], Caption = "Cake" },
        ],
        Faults = faults,
    };

    /// <summary>Watches an account from before its first post.</summary>
    public static async Task<AccountId> WatchAsync(IServiceProvider services, string handle)
    {
        var account = AccountId.Parse($"instagram:{handle}");
        await services
            .GetRequiredService<WatchRepository>()
            .TryAddAsync(
                new Watch
                {
                    Account = account,
                    Since = DateTimeOffset.UnixEpoch,
                    Rules = [new AlertRule(Label, 0.5, Channel)],
                },
                CancellationToken.None
            );
        return account;
    }

    /// <summary>Adds the product with the adapters of one machine.</summary>
    public IServiceCollection AddLocal(IServiceCollection services) =>
        AddProduct(services.AddLocal(Settings).AddVision()).AddAlertChannels(Settings, TextWriter.Null);

    /// <summary>Adds the product with the adapters of Azure, but for where state and pictures are kept.</summary>
    public IServiceCollection AddAzure(IServiceCollection services) => AddProduct(services.AddLocal(Settings).AddVision())
        .AddSlack(Settings)
        .AddEngine()
        .AddVision()
        .AddPages(Settings);

    public async ValueTask DisposeAsync()
    {
        await Simulator.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private IServiceCollection AddProduct(IServiceCollection services) => services
        .AddSources(Settings)
        .AddScanning(Settings)
        .AddActivityRegistry()
        .AddClassifying(Settings);
}
