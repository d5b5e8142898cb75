using System.CommandLine;
using Microsoft.Extensions.Options;
using Spotter.Cli.Output;
using Spotter.Cli.Rows;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Reading;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter models show</c></summary>
internal static class ModelsShowCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string>("NAME|FILE") { Description = "A model, or an ONNX file" };
        var json = CommandOptions.Json();
        var command = new Command("show", """
            Show what a model takes and gives, and every tensor that train --features can use.

            Examples:
              spotter models show specials-board
              spotter models show squeezenet.onnx --json
            """) { model, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var shown = await LookAsync(host, result.GetValue(model)!, cancellationToken);
            if (result.GetValue(json))
                terminal.Json(shown, CliJson.Default.ModelView);
            else
                ModelLines.Print(terminal, shown, host.Get<IReaderStatus>().FindProblem());
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<ModelView> LookAsync(CommandHost host, string name, CancellationToken cancellationToken)
    {
        if (File.Exists(name))
            return await LookAtFileAsync(host, name, cancellationToken);

        var models = host.Get<ModelCatalog>();
        if (ModelRows.ReadyToAdd().Any(ready => ready.Name == name) && !models.Names.Contains(name))
            throw ModelException.OfInput($"'{name}' is not here yet. Add it: spotter models add {name}");

        return await models.FindHostedAsync(name, cancellationToken) is { } hosted
            ? new ModelView(name, hosted, new ModelAnatomy([], [], []))
            : await LookAtModelAsync(host, name, cancellationToken);
    }

    private static async Task<ModelView> LookAtFileAsync(CommandHost host, string file, CancellationToken cancellationToken)
    {
        var content = await ModelFiles.ReadContentAsync(file, MaxBytes(host), cancellationToken);
        await host.Get<IModelTrial>().TryAsync(file, cancellationToken);
        return new ModelView(file, null, host.Get<ModelInspector>().Inspect(file, content.Model));
    }

    private static async Task<ModelView> LookAtModelAsync(CommandHost host, string name, CancellationToken cancellationToken)
    {
        var models = host.Get<ModelCatalog>();
        var folder = models.FolderOf(name);
        var description = await models.ReadDescriptionAsync(name, cancellationToken);
        if (description.Kind == ModelKind.Classifier)
        {
            await host.Get<IModelTrial>().TryAsync(folder, cancellationToken);
            await models.GetAsync(name, cancellationToken);
        }

        var model = await ModelFiles.ReadModelAsync(folder, description, MaxBytes(host), cancellationToken);
        return new ModelView(name, description, host.Get<ModelInspector>().Inspect(name, model));
    }

    private static long MaxBytes(CommandHost host) => host.Get<IOptions<ModelOptions>>().Value.MaxBytes;
}
