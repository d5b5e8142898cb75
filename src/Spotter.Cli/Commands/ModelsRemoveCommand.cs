using System.CommandLine;
using Microsoft.Extensions.Options;
using Spotter.Cli.Output;
using Spotter.Models;
using Spotter.Reading.Installed;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter models remove</c></summary>
internal static class ModelsRemoveCommand
{
    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "A model of your own" };
        var command = new Command("remove", """
            Remove a model with all its versions. One that a watch uses stays, and so do those that came with the program.

            Example:
              spotter models remove mobilenet-v2
            """) { name };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var model = result.GetValue(name)!;
            CommandOptions.RequireNamed(host, model);
            var folder = FindOwn(host, model);
            await RequireUnusedAsync(host, terminal, model, folder, cancellationToken);
            ModelVersions.Remove(folder);
            terminal.Line($"Removed {folder}.");
            return ExitCode.Success;
        });
        return command;
    }

    private static string FindOwn(CommandHost host, string model)
    {
        var options = host.Get<IOptions<ModelOptions>>().Value;
        var folder = options.OwnFolderOf(model);
        return ModelVersions.IsModel(folder) && !options.IsBuiltIn(folder)
            ? folder
            : throw new UsageException($"{model} came with the program, which the next version replaces: it stays.");
    }

    private static bool AsksForWords(Watch watch) => watch.Rules.Any(rule => rule.Condition.AsksForWords);

    // What hides a model of the program's leaves that in its place.
    private static async Task RequireUnusedAsync(
        CommandHost host, Terminal terminal, string model, string folder, CancellationToken cancellationToken)
    {
        if (host.Get<IOptions<ModelOptions>>().Value.ComesWithProgram(model))
            return;

        var usual = host.Get<IOptions<WatchingOptions>>().Value;
        var watches = await WatchedAccounts.ListAsync(host, terminal, cancellationToken);
        if (watches.FirstOrDefault(watch => (watch.Model ?? usual.Model) == model) is { } watch)
            throw new UsageException(
                $"{watch.Account} uses {model}, so {folder} stays. Give it another: spotter accounts set {watch.Account} --model NAME");
        if (watches.FirstOrDefault(watch => usual.FindCaptionModel(watch) == model) is { } asking)
            throw new UsageException(
                $"{model} looks at the captions of {asking.Account}, so {folder} stays. Give the account another, or none: "
                    + $"spotter accounts set {asking.Account} --caption-model none");
        if (host.Get<IOptions<ReadingOptions>>().Value.Model == model && watches.FirstOrDefault(AsksForWords) is { } reading)
            throw new UsageException(
                $"A rule of {reading.Account} hangs on words, which {model} reads, so {folder} stays. "
                    + $"Give the account other rules: spotter accounts set {reading.Account} --help");
    }
}
