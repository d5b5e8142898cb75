using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Spotter.Cli.Commands;
using Spotter.Local.State;
using Spotter.Simulator;
using Spotter.Watching;

namespace KillBench;

/// <summary>The folder of one run: settings, what the product keeps, and what its processes printed.</summary>
internal sealed class KillPlace
{
    private readonly Lock _printing = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-kill-");

    public string Folder => _folder.FullName;

    public string Settings => Path.Combine(Folder, "spotter.json");

    /// <summary>Where the product's processes work: all that they leave behind is below it.</summary>
    public string Data => Path.Combine(Folder, "data");

    public string Temporary => Path.Combine(Data, "tmp");

    public string State => Path.Combine(Data, "state.db");

    public string Pictures => Path.Combine(Data, "pictures");

    /// <summary>Makes the folder, with every account watched from before its first post.</summary>
    public static async Task<KillPlace> MakeAsync(KillSetup setup, SimulatorHost simulator, CancellationToken cancellationToken)
    {
        var place = new KillPlace();
        Directory.CreateDirectory(place.Temporary);
        await File.WriteAllTextAsync(place.Settings, JsonSerializer.Serialize(place.SettingsFor(setup, simulator)), cancellationToken);
        await using var state = place.OpenState();
        foreach (var account in PostFeed.Accounts)
            await new WatchRepository(state).TryAddAsync(
                new Watch { Account = account, Since = DateTimeOffset.UnixEpoch, Rules = [PostFeed.Rule] }, cancellationToken);
        return place;
    }

    public SqliteStateStore OpenState() => new(Options.Create(new StateOptions { Path = State }));

    /// <summary>Keeps a line that a process printed.</summary>
    public void Print(string line)
    {
        lock (_printing)
            File.AppendAllText(Path.Combine(Folder, "output.txt"), line + Environment.NewLine);
    }

    public void Delete() => _folder.Delete(recursive: true);

    // As they are, but for waits that are short.
    private Dictionary<string, string?> SettingsFor(KillSetup setup, SimulatorHost simulator) => new(SimulatorSettings.For(simulator))
    {
        ["State:Path"] = State,
        ["Pictures:Folder"] = Pictures,
        ["Pictures:Retries"] = "0",
        ["Watching:Schedule"] = "* * * * * *",
        ["Scanning:BackoffMultiplier"] = "0.2",
        ["Scanning:BackoffCap"] = "1",
        ["Scanning:PostRetryDelay"] = "0.2",
        [$"Channels:{SimulatorSettings.Channel}:CallBudget"] = "50,1",
        [$"Channels:{SimulatorSettings.Channel}:Timeout"] = setup.SlackTimeout.ToString("c", CultureInfo.InvariantCulture),
    };
}
