using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using Spotter.Cli.Output;
using Spotter.Simulator;
using Spotter.Simulator.Drawing;
using Spotter.Simulator.Scenarios;
using Spotter.Vision.Decoding;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter simulate</c></summary>
internal static class SimulateCommand
{
    public static Command Create(Terminal terminal)
    {
        var scenario = new Option<string>("--scenario")
        {
            Description = $"A scenario file, or one of: {string.Join(", ", BuiltInScenarios.Names)}",
            DefaultValueFactory = _ => "demo",
            HelpName = "FILE",
        };
        var port = new Option<int>("--port")
        {
            Description = "The port on 127.0.0.1; 0 for any that is free",
            DefaultValueFactory = _ => 0,
            HelpName = "PORT",
        };
        port.Validators.Add(RequirePort);
        var pictures = new Option<string?>("--pictures")
        {
            Description = "Instead of serving, write drawn pictures to this folder, a folder for each label",
            HelpName = "DIR",
        };
        var count = new Option<int>("--count")
        {
            Description = "How many pictures of each label",
            DefaultValueFactory = _ => 100,
            HelpName = "N",
        };
        count.Validators.Add(CommandOptions.RequirePositive);
        var seed = new Option<int>("--seed")
        {
            Description = "Another number gives other pictures",
            DefaultValueFactory = _ => 1,
            HelpName = "N",
        };
        var spoiled = new Option<bool>("--spoiled")
        {
            Description = "With --pictures: words as hard to read as on photographs, and others full of print",
        };
        var command = new Command(
            "simulate",
            """
            Play Instagram, a picture server, Clarifai and Slack on this machine, until Ctrl-C.
            docs/simulator.md describes scenarios.

            Examples:
              spotter simulate --port 5081
              spotter simulate --scenario my-shops.json
              spotter simulate --pictures drawn --count 400 --spoiled
            """) { scenario, port, pictures, count, seed, spoiled };
        command.SetAction((result, cancellationToken) => result.GetValue(pictures) is { } folder
            ? DrawAsync(
                terminal, folder, result.GetValue(count), result.GetValue(seed), result.GetValue(spoiled), cancellationToken)
            : ServeAsync(terminal, result.GetValue(scenario)!, result.GetValue(port), cancellationToken));
        return command;
    }

    private static async Task<int> DrawAsync(
        Terminal terminal, string folder, int count, int seed, bool spoiled, CancellationToken cancellationToken)
    {
        await terminal.WithProgressAsync(
            "drawing",
            async report =>
            {
                await TrainingPictures.WriteAsync(
                    folder,
                    count,
                    seed,
                    new VipsPictureRenderer(),
                    spoiled: spoiled,
                    progress: new Shown(report, count * 2),
                    cancellationToken: cancellationToken
                );
                return true;
            }
        );
        terminal.Line($"wrote {count} pictures of each label below {Path.GetFullPath(folder)}");
        return ExitCode.Success;
    }

    private static async Task<int> ServeAsync(Terminal terminal, string scenario, int port, CancellationToken cancellationToken)
    {
        var isFile = File.Exists(scenario) || scenario.EndsWith(".json", StringComparison.Ordinal);
        if (!isFile && !BuiltInScenarios.Names.Contains(scenario))
            throw new UsageException(
                $"There is no built-in scenario '{scenario}'. There are: {string.Join(", ", BuiltInScenarios.Names)}. "
                    + "Or give the path of a .json file.");

        var script = isFile ? Scenario.Load(scenario) : BuiltInScenarios.Load(scenario);
        await using var simulator = await SimulatorHost.StartAsync(
            script,
            new SimulatorOptions { Port = port, ClarifaiKey = SimulatorSettings.ClarifaiKey },
            new VipsPictureRenderer(),
            TimeProvider.System,
            cancellationToken
        );
        terminal.Line($"Playing {script.Name} at {simulator.BaseAddress}");
        terminal.Line("Settings for it, as environment variables:");
        foreach (var (setting, value) in SimulatorSettings.For(simulator))
            terminal.Line($"  SPOTTER_{setting.Replace(":", "__", StringComparison.Ordinal)}={value}");
        terminal.Line($"What Slack received: {simulator.BaseAddress}sim/slack/messages");
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        }
        catch (OperationCanceledException)
        {
        }

        return ExitCode.Success;
    }

    private static void RequirePort(OptionResult result)
    {
        if (result.Tokens is [var word]
            && int.TryParse(word.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var port)
            && port is < IPEndPoint.MinPort or > IPEndPoint.MaxPort)
            result.AddError($"--port must be from {IPEndPoint.MinPort} to {IPEndPoint.MaxPort}.");
    }

    private sealed class Shown(Action<int, int> report, int total) : IProgress<int>
    {
        public void Report(int value) => report(value, total);
    }
}
