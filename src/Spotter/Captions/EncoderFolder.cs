using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Models.Onnx;

namespace Spotter.Captions;

/// <summary>A text encoder on the disk: <c>model.json</c>, the ONNX file and the vocabulary.</summary>
public sealed partial class EncoderFolder
{
    private const long MaxVocabularyBytes = 64 * 1024 * 1024;

    private EncoderFolder(string folder, EncoderDescription description, byte[] model, byte[] vocabulary) =>
        (Folder, Description, Model, Vocabulary) = (folder, description, model, vocabulary);

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    /// <summary>What <c>model.json</c> says, with the SHA-256 of both files.</summary>
    public EncoderDescription Description { get; }

    /// <summary>The ONNX file, which needs no other.</summary>
    public byte[] Model { get; }

    /// <summary>The vocabulary's bytes.</summary>
    public byte[] Vocabulary { get; }

    /// <summary>Reads and checks it.</summary>
    /// <param name="folder">Holds <c>model.json</c>.</param>
    /// <param name="maxBytes">The most bytes of the model (<see cref="ModelOptions.MaxBytes"/>).</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ModelException">A file is missing or another, or the description does not fit together.</exception>
    public static async Task<EncoderFolder> ReadAsync(string folder, long maxBytes, CancellationToken cancellationToken)
    {
        var head = await ModelFiles.ReadHeadAsync(folder, cancellationToken);
        if (head.Kind != ModelKind.TextEncoder)
            throw ModelException.OfInput($"{folder} holds no text encoder. Add one: spotter models add minilm");

        var description = await ReadDescriptionAsync(folder, cancellationToken);
        if (FindError(description) is { } wrong)
            throw new ModelException($"{Path.Combine(folder, ModelFiles.DescriptionFile)}: {wrong}");

        var content = await ModelFiles.ReadContentAsync(Require(folder, description.File), maxBytes, cancellationToken);
        var vocabulary = await ReadVocabularyAsync(folder, description, cancellationToken);
        ThrowIfAnother(folder, description.File, description.Sha256, content.Sha256);
        return new EncoderFolder(
            folder,
            description with { Sha256 = content.Sha256, VocabularySha256 = Convert.ToHexStringLower(SHA256.HashData(vocabulary)) },
            content.Model,
            vocabulary);
    }

    /// <summary>The encoder cut to what its features need.</summary>
    /// <param name="pooling">What the features are.</param>
    /// <exception cref="ModelException">It lacks a tensor that they need.</exception>
    internal byte[] Pool(Pooling pooling)
    {
        var wanted = CaptionGraph.LayersOf(pooling);
        if (Description.Layers.Count < wanted)
            throw ModelException.OfInput(
                $"{Description.Name} names {Description.Layers.Count} layers, and cls4 takes {wanted}. Name them in \"layers\" of its "
                    + "model.json (spotter models show lists the tensors), or take --pooling mean.");
        try
        {
            var model = OnnxModel.Read(Model);
            if (model.Opset < CaptionGraph.MinOpset)
                throw new ModelException(
                    $"{Description.Name} uses version {model.Opset} of ONNX's operators; {CaptionGraph.MinOpset} or newer is needed. "
                        + "Export it again.");
            if (Description.Layers.TakeLast(wanted).FirstOrDefault(layer => !model.Tensors.Contains(layer)) is { } missing)
                throw new ModelException(
                    $"{Description.Name} computes no tensor '{missing}', which \"layers\" of its model.json names. {Suggest(model)}");
            if (new[] { Description.Inputs.Ids, Description.Inputs.Mask }.FirstOrDefault(name => !model.Inputs.Contains(name)) is { } input)
                throw new ModelException(
                    $"{Description.Name} has no input '{input}', which \"inputs\" of its model.json names. It has "
                        + $"{string.Join(", ", model.Inputs)}.");
            return CaptionGraph.Pool(Model, Description, pooling);
        }
        catch (InvalidDataException error)
        {
            throw new ModelException($"{Description.File} of {Description.Name} is no ONNX file: {error.Message}", error);
        }
    }

    // Exporters of PyTorch name tensors by their modules; the last norm of a layer is what the layer gives.
    private static string Suggest(OnnxModel model)
    {
        var layers = model.Tensors
            .Where(tensor => LayerEnd().IsMatch(tensor))
            .GroupBy(tensor => LayerEnd().Match(tensor).Groups["layer"].Value)
            .Select(layer => layer.Last())
            .ToList();
        return layers.Count > 0
            ? $"What its last layers give seems to be {string.Join(", ", layers.TakeLast(4))}."
            : $"Its last ones are {string.Join(", ", model.Tensors.TakeLast(6))}.";
    }

    [GeneratedRegex(@"layer\.(?<layer>\d+)/output/LayerNorm/[^/]+$", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex LayerEnd();

    /// <summary>Loads it.</summary>
    /// <param name="pooling">What the features are.</param>
    /// <param name="tokens">The tokens of a caption that are read, 3 or more.</param>
    /// <param name="engine">Runs it.</param>
    /// <exception cref="ModelException">It lacks a tensor, takes fewer tokens or does not run.</exception>
    public CaptionEncoder Load(Pooling pooling, int tokens, IInferenceEngine engine)
    {
        if (tokens < 3 || tokens > Description.MaxTokens)
            throw ModelException.OfInput(
                $"{Description.Name} takes 3 to {Description.MaxTokens} tokens of a caption, and --max-seq-len is {tokens}.");
        try
        {
            var graph = OnnxGraphWriter.AppendOutputs(Pool(pooling), CaptionGraph.Features);
            return CaptionEncoder.Load(graph, Description, Vocabulary, pooling, tokens, engine);
        }
        catch (ModelException error)
        {
            throw new ModelException($"The encoder {Description.Name} cannot be used. {error.Message}", error) { IsInput = error.IsInput };
        }
    }

    internal static string? FindError(EncoderDescription description) => description switch
    {
        { Name: null or "" } => "'name' is missing, null or empty.",
        { File: null or "" } or { Vocabulary: null or "" } => "'file' or 'vocabulary' is missing, null or empty.",
        _ when !ModelFiles.IsPlain(description.File) || !ModelFiles.IsPlain(description.Vocabulary) =>
            "file and vocabulary must be names of files beside it, without a path.",
        { Inputs: null } or { Inputs: { Ids: null or "" } or { Mask: null or "" } } => "'inputs' must name 'ids' and 'mask'.",
        { Layers: null or { Count: 0 } } => "'layers' must name the tensors of the layers, at least the last.",
        { MaxTokens: < 3 or > 100_000 } => "maxTokens must be from 3 to 100000.",
        _ => null,
    };

    /// <summary>Refuses a file that is not the one that is told of.</summary>
    /// <exception cref="ModelException">It is not.</exception>
    internal static void ThrowIfAnother(string folder, string file, string? told, string found)
    {
        if (told is not null && !told.Equals(found, StringComparison.OrdinalIgnoreCase))
            throw new ModelException(
                $"{Path.Combine(folder, file)} has the SHA-256 {found}, and {ModelFiles.DescriptionFile} says {told}, so they do not "
                    + "belong together. Add or train the model again.");
    }

    /// <summary>Reads the vocabulary and checks it against its SHA-256.</summary>
    /// <exception cref="ModelException">It is missing, or another.</exception>
    internal static async Task<byte[]> ReadVocabularyAsync(
        string folder, EncoderDescription description, CancellationToken cancellationToken)
    {
        var bytes = await WholeFile.ReadAsync(Require(folder, description.Vocabulary), MaxVocabularyBytes, before: 0, cancellationToken);
        ThrowIfAnother(folder, description.Vocabulary, description.VocabularySha256, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return bytes;
    }

    private static async Task<EncoderDescription> ReadDescriptionAsync(string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, ModelFiles.DescriptionFile);
        try
        {
            return JsonSerializer.Deserialize(
                await WholeFile.ReadAsync(file, int.MaxValue, before: 0, cancellationToken), CaptionJson.Default.EncoderDescription)!;
        }
        catch (JsonException error)
        {
            throw new ModelException($"{file} cannot be read: {error.Message}", error);
        }
    }

    internal static string Require(string folder, string file) => Path.Combine(folder, file) is var path && Path.Exists(path)
        ? path
        : throw new ModelException($"{path} is missing: {ModelFiles.DescriptionFile} beside it names it.");
}
