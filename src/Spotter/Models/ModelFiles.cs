using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spotter.Models.Inference;
using Spotter.Models.Onnx;

namespace Spotter.Models;

/// <summary>Reads the files of one model.</summary>
public static class ModelFiles
{
    /// <summary>The name of the description's file.</summary>
    public const string DescriptionFile = "model.json";

    /// <summary>The name of the file that tells a person what the model is and how good.</summary>
    public const string CardFile = "MODEL_CARD.md";

    /// <summary>The name of the page that says what a training came to.</summary>
    public const string ReportFile = "report.html";

    /// <summary>Reads what a model's description says of any kind of model.</summary>
    /// <param name="folder">The folder that holds <c>model.json</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ModelException">It is missing or no JSON.</exception>
    public static Task<ModelHead> ReadHeadAsync(string folder, CancellationToken cancellationToken) =>
        ReadJsonAsync(Path.Combine(folder, DescriptionFile), ModelHeadJson.Default.ModelHead, cancellationToken);

    /// <summary>Reads and checks the description of a classifier or a featurizer.</summary>
    /// <param name="folder">The folder that holds <c>model.json</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ModelException">It is missing, is no JSON or does not fit together.</exception>
    public static async Task<ModelDescription> ReadDescriptionAsync(string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, DescriptionFile);
        var head = await ReadHeadAsync(folder, cancellationToken);
        if (head.Kind is ModelKind.Reader or ModelKind.TextEncoder or ModelKind.CaptionClassifier)
            throw ModelException.OfInput(
                $"{folder} holds a model that reads {(head.Kind == ModelKind.Reader ? "words in pictures" : "captions")} and gives "
                    + "pictures no labels. Name another model: spotter models list");

        var description = await ReadJsonAsync(file, ModelJson.Default.ModelDescription, cancellationToken);
        if (FindError(description) is { } error)
            throw new ModelException($"{file}: {error}");

        return description;
    }

    /// <summary>Reads the model that a description belongs to, and checks it against the description's SHA-256.</summary>
    /// <param name="folder">The folder that holds <c>model.json</c>.</param>
    /// <param name="description">What <c>model.json</c> says.</param>
    /// <param name="maxBytes">The most bytes that it and its data files may have (<see cref="ModelOptions.MaxBytes"/>).</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>The bytes of a model that needs no other file.</returns>
    /// <exception cref="ModelException">A file is missing, is another or cannot be taken, or the model is hosted.</exception>
    public static async Task<byte[]> ReadModelAsync(
        string folder, ModelDescription description, long maxBytes, CancellationToken cancellationToken)
    {
        if (description.Hosted is not null)
            throw new ModelException($"The model '{description.Name}' is hosted, and this takes one that runs here.");

        var file = Path.Combine(folder, description.File);
        if (!Path.Exists(file))
            throw new ModelException($"{file} is missing: {DescriptionFile} beside it names it as the model's file.");

        var content = await ReadContentAsync(file, maxBytes, cancellationToken);
        if (description.Sha256 is { } expected && !expected.Equals(content.Sha256, StringComparison.OrdinalIgnoreCase))
            throw new ModelException(
                $"{string.Join(" with ", [file, .. content.DataFiles])} has the SHA-256 {content.Sha256}, and {DescriptionFile} says "
                    + $"{expected}, so they do not belong together. "
                    + "Fetch the file or train the model again; where the file is the right one, correct sha256."
            );

        return content.Model;
    }

    /// <summary>Reads an ONNX file, and the files beside it that hold its weights where it has such.</summary>
    /// <param name="file">A file that is there.</param>
    /// <param name="maxBytes">The most bytes that it and its data files may have (<see cref="ModelOptions.MaxBytes"/>).</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ModelException">It or a data file cannot be taken; the message names it.</exception>
    public static async Task<ModelContent> ReadContentAsync(string file, long maxBytes, CancellationToken cancellationToken)
    {
        var model = await WholeFile.ReadAsync(file, maxBytes, before: 0, cancellationToken);
        try
        {
            var names = OnnxDataFiles.Find(model);
            if (names.Count == 0)
                return new ModelContent(model, Convert.ToHexStringLower(SHA256.HashData(model)), []);

            var data = await ReadDataAsync(file, names, maxBytes, model.Length, cancellationToken);
            var joined = OnnxDataFiles.Join(model, data, Math.Min(maxBytes, Array.MaxLength));
            return new ModelContent(joined, Hash([model, .. names.Select(name => data[name])]), [.. names]);
        }
        catch (InvalidDataException error)
        {
            throw new ModelException($"{file} cannot be read: {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    private static async Task<Dictionary<string, ReadOnlyMemory<byte>>> ReadDataAsync(
        string model, IEnumerable<string> names, long maxBytes, long before, CancellationToken cancellationToken)
    {
        var data = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal);
        foreach (var name in names)
        {
            var bytes = await WholeFile.ReadAsync(FindData(model, name), maxBytes, before, cancellationToken);
            before += bytes.Length;
            data[name] = bytes;
        }

        return data;
    }

    // A model may come from a stranger: neither a path nor a link may make a file from elsewhere part of it.
    private static string FindData(string model, string name)
    {
        if (!IsPlain(name))
            throw new ModelException(
                $"{model} keeps weights in '{name.ReplaceLineEndings(" ")}'; only a file beside it is taken, without a path. " +
                "Export the model again with its data in the same folder.");

        var file = Path.Combine(Path.GetDirectoryName(model) ?? "", name);
        if (!Path.Exists(file))
            throw new ModelException(
                $"{file} is missing: {Path.GetFileName(model)} keeps its weights there. Put it beside the model, or export the model as "
                    + $"one file."
            );
        if (File.ResolveLinkTarget(file, returnFinalTarget: false) is not null)
            throw new ModelException(
                $"{file} is a link, and the weights of a model are taken from its own folder only. Put the file itself there.");

        return file;
    }

    private static string Hash(IEnumerable<ReadOnlyMemory<byte>> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files)
            hash.AppendData(file.Span);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A description may come from a stranger: it must not lead to files elsewhere.
    internal static bool IsPlain(string name) =>
        name is not ("." or "..") && !name.Any(letter => letter is '/' or '\\' or ':' || char.IsControl(letter));

    private static async Task<T> ReadJsonAsync<T>(string file, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        if (!Path.Exists(file))
            throw new ModelException($"{file} is missing: it says how the model reads pictures.");

        try
        {
            var json = await WholeFile.ReadAsync(file, int.MaxValue, before: 0, cancellationToken);
            return JsonSerializer.Deserialize(json, type) ?? throw new JsonException("It is null.");
        }
        catch (JsonException error)
        {
            throw new ModelException($"{file} cannot be read: {error.Message}", error);
        }
    }

    // What is required may still be null: a reader generated from the type takes that for a value.
    private static string? FindError(ModelDescription description)
    {
        if ((description.Hosted is null ? FindMissing(description) : FindMissingOfHosted(description)) is { } missing)
            return $"'{missing}' is missing, null or empty.";
        if (description.Hosted is not { } hosted)
            return FindFileError(description)
                ?? FindInputError(description.Input)
                ?? FindOutputError(description)
                ?? FindWordsError(description)
                ?? FindLabelError(description);
        if (description is not { Input: null, Output: null, Sha256: null, Words: null })
            return "a hosted model has no input, output, words and sha256: nothing of it is here.";

        return (hosted.User is null) != (hosted.App is null)
            ? "hosted.user and hosted.app must both be there, or none."
            : FindLabelError(description);
    }

    private static string? FindMissingOfHosted(ModelDescription description) => description switch
    {
        { Name: null or "" } => "name",
        { Hosted.Model: null or "" } => "hosted.model",
        { Hosted.User: "" } => "hosted.user",
        { Hosted.App: "" } => "hosted.app",
        { Hosted.Version: "" } => "hosted.version",
        { Labels: null or { Count: 0 } } => "labels",
        _ when description.Labels.Any(string.IsNullOrWhiteSpace) => "a label of labels",
        _ => null,
    };

    private static string? FindMissing(ModelDescription description) => description switch
    {
        { Name: null or "" } => "name",
        { File: "" } => "file",
        { Input: null } => "input",
        { Input.Name: null or "" } => "input.name",
        { Output: null } => "output",
        { Output.Name: null or "" } => "output.name",
        { Kind: ModelKind.Classifier, Labels.Count: 0 } => "labels",
        _ when description.Labels.Any(string.IsNullOrWhiteSpace) => "a label of labels",
        _ => null,
    };

    // A description may come from a stranger: it must not lead to files elsewhere.
    private static string? FindFileError(ModelDescription description) =>
        !IsPlain(description.File)
            ? $"file is '{description.File}'; it must be the name of a file beside {DescriptionFile}, without a path."
            : null;

    private static string? FindInputError(ModelInput input)
    {
        if (input.Width is < 1 or > 4096 || input.Height is < 1 or > 4096)
            return $"input.width and input.height are {input.Width} and {input.Height}; they must be from 1 to 4096.";
        if (input.ElementType is not (ElementType.Float32 or ElementType.Float16 or ElementType.UInt8))
            return "input.elementType must be float32, float16 or uint8.";
        if (input.Mean.Count != 3 || input.Scale.Count != 3)
            return "input.mean and input.scale must hold three numbers, one for each channel.";
        if (!input.Mean.Concat(input.Scale).All(float.IsFinite))
            return "input.mean and input.scale must hold numbers that 32-bit floats can hold.";
        if (!Enum.IsDefined(input.Layout) || !Enum.IsDefined(input.Channels) || !Enum.IsDefined(input.Fit))
            return "input.layout must be nchw or nhwc, input.channels rgb or bgr, and input.fit squash, centre-crop or pad.";

        return null;
    }

    private static string? FindOutputError(ModelDescription description)
    {
        if (!Enum.IsDefined(description.Output.Kind))
            return "output.kind must be scores or logits.";

        return description.Kind == ModelKind.Featurizer
            ? description.Labels.Count == 0 ? null : "a featurizer has no labels: kind must be classifier, or labels go."
            : description.Labels.Count < 2 ? "labels must hold two labels or more." : null;
    }

    private static string? FindWordsError(ModelDescription description) => description.Words switch
    {
        null => null,
        { Name: null or "" } => "words.name is missing, null or empty.",
        { OutputWithout: null or "" } => "words.outputWithout is missing, null or empty.",
        { Name: var name } when name == description.Input.Name => $"words.name and input.name are both '{name}'.",
        _ when description.Kind != ModelKind.Classifier => "words belong to a classifier.",
        _ => null,
    };

    private static string? FindLabelError(ModelDescription description)
    {
        if (description.Labels.GroupBy(label => label, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return $"labels holds '{twice.Key}' twice.";
        if (
            description.LeastScores.FirstOrDefault(pair => !description.Labels.Contains(pair.Key) || pair.Value is < 0 or > 1) is
            { Key: not null } wrong
        )
            return string.Create(
                CultureInfo.InvariantCulture,
                $"leastScores has '{wrong.Key}': {wrong.Value}; each must be a label with a score from 0 to 1."
            );

        return null;
    }
}
