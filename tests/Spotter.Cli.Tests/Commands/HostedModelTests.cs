using System.Text.Json;
using Spotter.Cli.Commands;
using Spotter.Contracts;
using Spotter.Simulator;
using Spotter.Simulator.Drawing;
using Spotter.Simulator.Scenarios;

namespace Spotter.Cli.Tests.Commands;

/// <summary>An account whose pictures a hosted model classifies.</summary>
public sealed class HostedModelTests
{
    private const string Account = DavesSimulator.Account;

    [Fact]
    public async Task New_boards_are_alerted_on_each_picture_is_paid_for_once_and_faults_are_outlasted()
    {
        // The source tells times in whole seconds: what is posted in the second of the watch's beginning would count as older.
        var clock = new ManualTimeProvider(TimeProvider.System.GetUtcNow().AddMinutes(1));
        await using var simulator = await DavesSimulator.StartAsync(
            [], new TaggerScript { Faults = [new TaggerFault { Kind = TaggerFaultKind.Cut, Calls = [2] }] }, clock);
        using var workplace = MakeWorkplace(simulator, ("Scanning:PostRetryDelay", "1"));
        var added = await workplace.RunAsync("accounts", "add", Account, "--model", "hosted", "--rule", "specials-board");
        Assert.True(added.ExitCode == 0, added.Error);
        foreach (var kind in new[] { PictureKind.SpecialsBoard, PictureKind.Other, PictureKind.SpecialsBoard })
            simulator.Post("instagram", "dave", new PostScript { Pictures = [kind] });

        var scan = await workplace.RunAsync("scan", Account, "--json");

        Assert.True(scan.ExitCode == 0, scan.Error);
        Assert.Equal(2, simulator.Slack.Messages.Count);
        Assert.Equal([1, 1, 1], simulator.Clarifai.Answered.Values);

        // The same pictures, labelled by hand, are answered from the state.
        var pictures = await workplace.RunAsync("label", workplace.PathOf("pictures"), "--model", "hosted", "--json");
        Assert.True(pictures.ExitCode == 0, pictures.Error);
        Assert.Equal(3, JsonDocument.Parse(pictures.Out).RootElement.GetArrayLength());
        Assert.Equal([1, 1, 1], simulator.Clarifai.Answered.Values);
    }

    [Fact]
    public async Task Without_a_key_the_scan_ends_the_setting_is_named_and_with_one_it_goes_on()
    {
        await using var simulator = await DavesSimulator.StartAsync([]);
        using var workplace = MakeWorkplace(simulator, ("Clarifai:Key", ""), ("Watching:Model", "hosted"));
        Assert.Equal(0, (await workplace.RunAsync("accounts", "add", Account)).ExitCode);
        simulator.Post("instagram", "dave", new PostScript());

        var scan = await workplace.RunAsync("scan", Account);
        var doctor = await workplace.RunAsync("doctor");

        Assert.Equal(ExitCode.Failure, scan.ExitCode);
        Assert.Contains("set Clarifai:Key", scan.Out + scan.Error);
        Assert.Contains("FAIL  model: hosted: A model that Clarifai hosts needs a key: set Clarifai:Key.", doctor.Joined);
        Assert.Contains("hosted", (await workplace.RunAsync("models", "list")).Out);
    }

    private static Workplace MakeWorkplace(SimulatorHost simulator, params (string Setting, string Value)[] settings)
    {
        var workplace = new Workplace([.. SimulatorSettings.For(simulator), .. settings.Select(
            pair => KeyValuePair.Create<string, string?>(pair.Setting, pair.Value))]);
        workplace.Set("Models:Folder", workplace.PathOf("models"));
        File.WriteAllText(
            Path.Combine(Directory.CreateDirectory(Path.Combine(workplace.PathOf("models"), "hosted")).FullName, "model.json"),
            """{ "name": "hosted", "hosted": { "user": "me", "app": "lunch", "model": "boards", "version": "1" }, "labels": ["specials-board", "other"] }"""
        );
        return workplace;
    }
}
