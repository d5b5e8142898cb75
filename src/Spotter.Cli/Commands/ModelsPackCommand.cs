using System.CommandLine;
using Microsoft.Extensions.Options;
using Spotter.Cli.Output;
using Spotter.Models;
using Spotter.Models.Uploading;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter models pack</c>, and what takes such a file in again.</summary>
internal static class ModelsPackCommand
{
    private const string Extension = ".zip";

    public static Command Create(Terminal terminal)
    {
        var name = new Argument<string>("NAME[/VERSION]") { Description = "A model, whose version in use is packed, or a version of it" };
        var file = new Option<string?>("--out") { Description = "The file to write [default: NAME.zip]", HelpName = "FILE" };
        var command = new Command("pack", """
            Make one file of a model, for the page Models of another machine or of the Azure app, or for models add there.

            Examples:
              spotter models pack lunch
              spotter models pack lunch/2026-11-27-1 --out lunch.zip
            """) { name, file };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var models = host.Get<ModelCatalog>();
            CommandOptions.RequireNamed(host, result.GetValue(name)!.Split('/')[0]);
            var place = ModelPlace.Read(result.GetValue(name)!, models);
            var target = Path.GetFullPath(result.GetValue(file) ?? $"{place.Model}{Extension}");
            if (Path.GetDirectoryName(target) is { } folder && !Directory.Exists(folder))
                throw new UsageException($"--out is '{target}', and there is no folder {folder}. Make it, or name another file.");

            var incoming = $"{target}.part";
            try
            {
                await ModelArchive.PackAsync(
                    models.VersionFolderOf(place.Model, place.Version), place.Model, incoming,
                    host.Get<IOptions<ModelOptions>>().Value.MaxBytes, cancellationToken);
                File.Move(incoming, target, overwrite: true);
            }
            finally
            {
                File.Delete(incoming);
            }

            var megabytes = ModelLines.Megabytes(new FileInfo(target).Length);
            terminal.Line($"Packed {place} into {target}, {megabytes} MB. Upload it on the page Models, or there: spotter models add FILE");
            return ExitCode.Success;
        });
        return command;
    }

    /// <summary>True for a file that this command may have made.</summary>
    public static bool IsPacked(string source) =>
        source.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && File.Exists(source);

    /// <summary>Adds what such a file holds.</summary>
    /// <returns>What to tell.</returns>
    public static async Task<string> AddAsync(CommandHost host, string source, string? name, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(source);
        try
        {
            var (model, version) = await host.Get<ModelUploads>().AddAsync(file, name, cancellationToken);
            return version == ModelVersions.First
                ? $"Added {model}. Try it: spotter label PICTURE --model {model}"
                : $"Added version {version} of {model}. Nobody uses it yet: spotter models rollback {model} {version}";
        }
        catch (ModelException error)
        {
            throw new ModelException($"{source} was not added. {error.Message}", error) { IsInput = error.IsInput };
        }
    }
}
