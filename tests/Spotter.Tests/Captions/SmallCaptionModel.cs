using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Spotter.Captions;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Models.Onnx;
using Spotter.Vision.Inference;

namespace Spotter.Tests.Captions;

/// <summary>
/// A model of captions on <see cref="SmallBert"/>, which says of an account whose captions are like "late flight again" that it is rude,
/// and of one like "thanks great crew" that it is kind.
/// </summary>
internal static class SmallCaptionModel
{
    private const int Layers = 2;
    private const int Width = 16;
    private const int Tokens = 16;

    public const string Rude = "late flight again";
    public const string Kind = "thanks great crew";

    /// <summary>Writes a folder as a training does.</summary>
    /// <param name="folder">Where to; its name is the model's.</param>
    /// <param name="sharpness">How surely it tells them apart; another one is another version.</param>
    /// <param name="labels">What it calls them, the rude first.</param>
    public static string Save(string folder, float sharpness = 200, params string[] labels)
    {
        labels = labels is [] ? ["rude", "kind"] : labels;
        Directory.CreateDirectory(folder);
        var encoder = SmallBert.Describe(Layers);
        var pooled = CaptionGraph.Pool(SmallBert.Write(Layers, Width), encoder, Pooling.Mean);
        var (rude, kind) = (Encode(encoder, pooled, Rude), Encode(encoder, pooled, Kind));
        var graph = new OnnxGraphWriter("small_head_");
        graph.Input(CaptionGraph.Account, 1, Width);
        var weights = graph.Constant([.. rude.Concat(kind).Select(value => value * sharpness)], 2, Width);
        var sums = graph.Node("Gemm", [CaptionGraph.Account, weights, graph.Constant([0f, 0f], 2)], OnnxAttribute.Int("transB", 1));
        graph.NodeTo(CaptionGraph.Scores, "Softmax", [sums], OnnxAttribute.Int("axis", 1));
        graph.Output(CaptionGraph.Scores, 1, 2);
        var model = graph.AppendTo(pooled);
        var description = new CaptionModelDescription
        {
            Name = Path.GetFileName(folder),
            Kind = ModelKind.CaptionClassifier,
            File = "model.onnx",
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(model)),
            Encoder = encoder with
            {
                Sha256 = "of the encoder",
                VocabularySha256 = Convert.ToHexStringLower(SHA256.HashData(SmallBert.Vocabulary)),
            },
            Pooling = Pooling.Mean,
            Tokens = Tokens,
            Labels = labels,
            LeastScores = new Dictionary<string, double> { [labels[0]] = 0.7 },
            Worth = [new ScoreWorth(0.5, 1, 100, 0.81, 0.93)],
        };
        File.WriteAllBytes(Path.Combine(folder, "model.onnx"), model);
        File.WriteAllBytes(Path.Combine(folder, "vocab.txt"), SmallBert.Vocabulary);
        File.WriteAllText(
            Path.Combine(folder, "model.json"), JsonSerializer.Serialize(description, CaptionJson.Default.CaptionModelDescription));
        return folder;
    }

    private static float[] Encode(EncoderDescription encoder, byte[] pooled, string caption)
    {
        var engine = new OnnxRuntimeEngine(Options.Create(new InferenceOptions()));
        using var loaded = CaptionEncoder.Load(
            OnnxGraphWriter.AppendOutputs(pooled, CaptionGraph.Features), encoder, SmallBert.Vocabulary, Pooling.Mean, Tokens, engine);
        return loaded.Encode([caption], CancellationToken.None)[0]!;
    }
}
