using System.CommandLine;
using Microsoft.Extensions.Options;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Models.Inference;
using Spotter.Vision.Inference;

namespace Spotter.Cli.Commands;

/// <summary>The other end of <see cref="ModelTrialProcess"/>, which tells nothing but by how it ends. Nobody types it.</summary>
internal static class TryModelCommand
{
    public const string Name = "try-model";

    public static Command Create()
    {
        var path = new Argument<string>("PATH");
        var command = new Command(Name) { path };
        command.Hidden = true;
        command.SetAction(async (result, cancellationToken) =>
        {
            await TryAsync(result.GetValue(path)!, cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    // Who asked has seen to the bound of its size.
    private static async Task TryAsync(string path, CancellationToken cancellationToken)
    {
        var engine = new OnnxRuntimeEngine(Options.Create(new InferenceOptions()));
        if (!Directory.Exists(path))
        {
            var content = await ModelFiles.ReadContentAsync(path, long.MaxValue, cancellationToken);
            new ModelInspector(engine).Inspect(path, content.Model);
            return;
        }

        var description = await ModelFiles.ReadDescriptionAsync(path, cancellationToken);
        var model = await ModelFiles.ReadModelAsync(path, description, long.MaxValue, cancellationToken);
        LoadedModel.Load(path, description, model, engine).Dispose();
    }
}
