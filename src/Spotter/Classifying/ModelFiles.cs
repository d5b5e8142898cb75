using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Spotter.Classifying;

/// <summary>Reads the files of one model.</summary>
public static class ModelFiles
{
    /// <summary>The name of the description's file.</summary>
    public const string DescriptionFile = "model.json";

    /// <summary>Reads and checks a model's description.</summary>
    /// <param name="folder">The folder that holds <c>model.json</c>.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ModelException">It is missing, is no JSON or does not fit together.</exception>
    public static async Task<ModelDescription> ReadDescriptionAsync(string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, DescriptionFile);
        var description = await ReadJsonAsync(file, cancellationToken);
        if (FindError(description) is { } error)
            throw new ModelException($"{file}: {error}");

        return description;
    }

    /// <summary>Reads a model's ONNX file and checks it against the description's SHA-256.</summary>
    /// <exception cref="ModelException">It is missing or is another file, or the model is hosted.</exception>
    public static async Task<byte[]> ReadModelAsync(string folder, ModelDescription description, CancellationToken cancellationToken)
    {
        if (description.Hosted is not null)
            throw new ModelException($"The model '{description.Name}' is hosted, and this takes one that runs here.");

        var file = Path.Combine(folder, description.File);
        if (!File.Exists(file))
            throw new ModelException($"{file} is missing: {DescriptionFile} beside it names it as the model's file.");

        var bytes = await File.ReadAllBytesAsync(file, cancellationToken);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (description.Sha256 is { } expected && !expected.Equals(hash, StringComparison.OrdinalIgnoreCase))
            throw new ModelException($"{file} has the SHA-256 {hash}, and {DescriptionFile} says {expected}, so they do not belong together. Fetch the file or train the model again; where the file is the right one, correct sha256.");

        return bytes;
    }

    private static async Task<ModelDescription> ReadJsonAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
            throw new ModelException($"{file} is missing: it says how the model reads pictures.");

        try
        {
            var json = await File.ReadAllBytesAsync(file, cancellationToken);
            return JsonSerializer.Deserialize(json, ModelJsonContext.Default.ModelDescription) ?? throw new JsonException("It is null.");
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
            return FindFileError(description) ?? FindInputError(description.Input) ?? FindOutputError(description) ?? FindLabelError(description);
        if (description.Input is not null || description.Output is not null || description.Sha256 is not null)
            return "a hosted model has no input, output and sha256: nothing of it is here.";

        return (hosted.User is null) != (hosted.App is null) ? "hosted.user and hosted.app must both be there, or none." : FindLabelError(description);
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
        { Labels: null } => "labels",
        _ when description.Labels.Any(string.IsNullOrWhiteSpace) => "a label of labels",
        _ => null,
    };

    // A description may come from a stranger: it must not lead to files elsewhere.
    private static string? FindFileError(ModelDescription description) =>
        description.File is "." or ".." || description.File.AsSpan().IndexOfAny('/', '\\') >= 0 ? $"file is '{description.File}'; it must be the name of a file beside {DescriptionFile}, without a path." : null;

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

        return description.Labels.Count < 2 ? "labels must hold two labels or more." : null;
    }

    private static string? FindLabelError(ModelDescription description)
    {
        if (description.Labels.GroupBy(label => label, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
            return $"labels holds '{twice.Key}' twice.";
        if (description.LeastScores.FirstOrDefault(pair => !description.Labels.Contains(pair.Key) || pair.Value is < 0 or > 1) is { Key: not null } wrong)
            return string.Create(CultureInfo.InvariantCulture, $"leastScores has '{wrong.Key}': {wrong.Value}; each must be a label with a score from 0 to 1.");

        return null;
    }
}
