using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Models.Onnx;

namespace Spotter.Captions;

/// <summary>A model of captions that is loaded: its encoder, and the head that looks at an account's mean.</summary>
public sealed class CaptionModel : IDisposable
{
    private readonly IInferenceSession _head;

    private CaptionModel(CaptionModelDescription description, CaptionEncoder encoder, IInferenceSession head) =>
        (Description, Encoder, _head) = (description, encoder, head);

    /// <summary>What its <c>model.json</c> says.</summary>
    public CaptionModelDescription Description { get; }

    /// <summary>Gives the features of captions.</summary>
    public CaptionEncoder Encoder { get; }

    /// <summary>Reads, checks and loads a model's folder.</summary>
    /// <param name="folder">Holds <c>model.json</c>.</param>
    /// <param name="maxBytes">The most bytes of the model (<see cref="ModelOptions.MaxBytes"/>).</param>
    /// <param name="engine">Runs it.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ModelException">A file is missing or another, or it does not run.</exception>
    public static async Task<CaptionModel> LoadAsync(
        string folder, long maxBytes, IInferenceEngine engine, CancellationToken cancellationToken)
    {
        var description = await DescribeAsync(folder, cancellationToken);
        var file = EncoderFolder.Require(folder, description.File);
        var model = await WholeFile.ReadAsync(file, maxBytes, before: 0, cancellationToken);
        EncoderFolder.ThrowIfAnother(folder, description.File, description.Sha256, Convert.ToHexStringLower(SHA256.HashData(model)));
        var vocabulary = await EncoderFolder.ReadVocabularyAsync(folder, description.Encoder, cancellationToken);
        return Load(folder, description, model, vocabulary, engine);
    }

    /// <summary>Reads and checks what a model's <c>model.json</c> says, and loads nothing.</summary>
    /// <param name="folder">Holds <c>model.json</c>.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ModelException">It is missing, does not fit together, or is of another kind of model.</exception>
    public static async Task<CaptionModelDescription> DescribeAsync(string folder, CancellationToken cancellationToken)
    {
        var head = await ModelFiles.ReadHeadAsync(folder, cancellationToken);
        if (head.Kind != ModelKind.CaptionClassifier)
            throw ModelException.OfInput($"{folder} holds no model of captions. Train one: spotter captions train --help");

        var description = await ReadAsync(folder, cancellationToken);
        return FindError(description) is { } wrong
            ? throw new ModelException($"{Path.Combine(folder, ModelFiles.DescriptionFile)}: {wrong}")
            : description;
    }

    /// <summary>Loads a model that was read.</summary>
    /// <param name="name">For a person.</param>
    /// <exception cref="ModelException">It does not run.</exception>
    internal static CaptionModel Load(
        string name, CaptionModelDescription description, byte[] model, byte[] vocabulary, IInferenceEngine engine)
    {
        CaptionEncoder? encoder = null;
        try
        {
            var parts = OnnxModel.Read(model);
            encoder = CaptionEncoder.Load(
                CaptionGraph.PartOf(parts, CaptionGraph.Features),
                description.Encoder,
                vocabulary,
                description.Pooling,
                description.Tokens,
                engine);
            var loaded = new CaptionModel(description, encoder, engine.Load(CaptionGraph.PartOf(parts, CaptionGraph.Scores)));
            return loaded.Score(new float[encoder.FeatureCount]).Length == description.Labels.Count
                ? loaded
                : throw new ModelException($"It does not give a score for each of {description.Labels.Count} labels.");
        }
        catch (Exception error) when (error is InferenceException or InvalidDataException or ModelException)
        {
            encoder?.Dispose();
            throw new ModelException($"The model of captions {name} cannot be used. {error.Message.ReplaceLineEndings(" ")}", error);
        }
    }

    /// <summary>The score of each label, 0 to 1.</summary>
    /// <param name="mean">The mean of an account's features.</param>
    /// <exception cref="InferenceException">The engine failed.</exception>
    public float[] Score(float[] mean) => _head.Run(
        CaptionGraph.Account, ElementType.Float32, [1, mean.Length], MemoryMarshal.AsBytes<float>(mean), CaptionGraph.Scores);

    /// <summary>What the model says of an account.</summary>
    public AccountPrediction Predict(AccountFeatures account)
    {
        if (account.Mean is null)
            return new AccountPrediction(account.Account.Account, null, null, account.Captions, account.Wordless, null, null);

        var scores = Score(account.Mean);
        var best = Enumerable.Range(0, scores.Length).MaxBy(label => scores[label]);
        var worth = Description.Worth.FirstOrDefault(one => scores[best] >= one.From && scores[best] < one.To)
            ?? Description.Worth.LastOrDefault(one => scores[best] >= one.From);
        return new AccountPrediction(
            account.Account.Account, scores[best], Description.Labels[best], account.Captions, account.Wordless, worth?.Low, worth?.High)
        {
            Scores = scores,
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Encoder.Dispose();
        _head.Dispose();
    }

    private static async Task<CaptionModelDescription> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var file = Path.Combine(folder, ModelFiles.DescriptionFile);
        try
        {
            var json = await WholeFile.ReadAsync(file, int.MaxValue, before: 0, cancellationToken);
            return JsonSerializer.Deserialize(json, CaptionJson.Default.CaptionModelDescription)!;
        }
        catch (JsonException error)
        {
            throw new ModelException($"{file} cannot be read: {error.Message}", error);
        }
    }

    private static string? FindError(CaptionModelDescription description) => description switch
    {
        { Encoder: null } => "'encoder' is missing.",
        { Labels: null or { Count: < 2 } } => "'labels' must hold two labels or more.",
        { File: null } or { Sha256: null } => "'file' or 'sha256' is missing.",
        _ => EncoderFolder.FindError(description.Encoder with { File = description.File }),
    };
}
