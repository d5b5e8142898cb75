using System.CommandLine;
using Microsoft.Extensions.Options;
using Spotter.Cli.Output;
using Spotter.Models;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter models rollback</c></summary>
internal static class ModelsRollbackCommand
{
    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "A model that has versions" };
        var version = new Argument<string?>("VERSION")
        {
            Description = "The version to use, older or newer [default: the one before that in use]",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command("rollback", """
            Let the watches use another version of a model, from the next picture on.
            Versions come from train --from-corrections; models list shows them.

            Examples:
              spotter models rollback lunch
              spotter models rollback lunch 2026-11-27-1
              spotter models rollback lunch first
            """) { name, version };
        command.SetAction(async (result, _) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var model = result.GetValue(name)!;
            CommandOptions.RequireNamed(host, model);
            var own = host.Get<IOptions<ModelOptions>>().Value.OwnFolderOf(model);
            string[] versions = [ModelVersions.First, .. ModelVersions.List(own)];
            var used = Array.IndexOf(versions, ModelVersions.TryFindInUse(own));
            var wanted = result.GetValue(version) ?? (used > 0 ? versions[used - 1] : throw new UsageException(
                $"{model} has no version before the one in use. There are: {string.Join(", ", versions)}."));
            if (!versions.Contains(wanted))
                throw new UsageException($"{model} has no version '{wanted}'. There are: {string.Join(", ", versions)}.");

            ModelVersions.Use(own, wanted);
            terminal.Line($"Version {wanted} of {model} is in use from the next picture on.");
            return ExitCode.Success;
        });
        return command;
    }
}
