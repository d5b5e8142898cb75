using System.Runtime.InteropServices;
using Spotter.Captions;
using Spotter.Contracts;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Models.Onnx;
using Spotter.Tests.Models;

namespace Spotter.Tests.Captions;

public sealed class CaptionEncoderTests : IDisposable
{
    private const double Tolerance = 1e-4;

    private static readonly string[] Captions = ["Late flight again!", "soup", "Thanks, great crew. Soups today!", "never never never"];

    private readonly string _folder = Directory.CreateTempSubdirectory("spotter-captions-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Twelve_layers_of_768_give_the_first_token_of_the_last_four_averaged_as_a_direct_computation_does()
    {
        const int Layers = 12, Width = 768;
        SmallBert.Save(_folder, Layers, Width);
        var folder = await EncoderFolder.ReadAsync(_folder, int.MaxValue, CancellationToken.None);
        using var encoder = folder.Load(Pooling.Cls4, 16, RealParts.Engine);

        var account = new CaptionAverager(encoder, cache: null).Average(
            [new AccountCaptions("dave", Captions, null)], null, CancellationToken.None).Single();

        var tokenizer = CaptionTokenizer.Load(SmallBert.Vocabulary, lowerCase: true);
        string[] last = [.. Enumerable.Range(Layers - 4, 4).Select(SmallBert.LayerName)];
        using var session = RealParts.Engine.Load(OnnxGraphWriter.AppendOutputs(SmallBert.Write(Layers, Width), last.AsSpan(0, 3)));
        var each = Captions.Select(caption => tokenizer.Tokenize(caption, 16)!).Select(
            ids => last.SelectMany(layer => Run(session, ids, layer)[..Width]).ToArray()).ToList();
        var expected = Enumerable.Range(0, 4 * Width).Select(i => each.Average(one => one[i]));
        Assert.Equal(3_072, encoder.FeatureCount);
        Assert.Equal(expected, account.Mean!.Select(value => value), (a, b) => Math.Abs(a - b) < Tolerance);
        Assert.True(account.Mean!.Max() - account.Mean!.Min() > 0.5);
    }

    [Fact]
    public async Task The_mean_heeds_the_mask_so_that_a_caption_is_the_same_alone_and_beside_longer_ones()
    {
        SmallBert.Save(_folder, layers: 2, width: 16);
        var folder = await EncoderFolder.ReadAsync(_folder, int.MaxValue, CancellationToken.None);
        using var encoder = folder.Load(Pooling.Mean, 16, RealParts.Engine);

        var together = encoder.Encode(Captions, CancellationToken.None);

        using var session = RealParts.Engine.Load(SmallBert.Write(2, 16));
        var tokenizer = CaptionTokenizer.Load(SmallBert.Vocabulary, lowerCase: true);
        foreach (var (caption, features) in Captions.Zip(together))
        {
            var tokens = Run(session, tokenizer.Tokenize(caption, 16)!, SmallBert.LayerName(1)).Chunk(16).ToList();
            Assert.Equal(Normalised(tokens), features!, (a, b) => Math.Abs(a - b) < Tolerance);
        }
    }

    [SkippableFact]
    public async Task A_transformer_that_others_exported_gives_the_mean_of_its_tokens()
    {
        File.Copy(TestData.Require("models", "bert-dummy", "dummy_transformer.onnx"), Path.Combine(_folder, "model.onnx"));
        // Its own vocabulary has letters only; it knows as many tokens as this one has.
        await File.WriteAllTextAsync(Path.Combine(_folder, "vocab.txt"), "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\na\nb\nc\nd\ne\nf\n");
        WriteDescription(SmallBert.Describe(1) with { Layers = ["output_0"] });
        var folder = await EncoderFolder.ReadAsync(_folder, int.MaxValue, CancellationToken.None);
        using var encoder = folder.Load(Pooling.Mean, 16, RealParts.Engine);

        // This one lets the captions of a batch see each other, so each goes alone.
        float[][] features = [.. new[] { "a b c", "f" }.Select(caption => encoder.Encode([caption], CancellationToken.None)[0]!)];

        using var session = RealParts.Engine.Load(await File.ReadAllBytesAsync(Path.Combine(_folder, "model.onnx")));
        Assert.Equal(16, encoder.FeatureCount);
        Assert.Equal(Normalised(Run(session, [2, 5, 6, 7, 3], "output_0").Chunk(16)), features[0], (a, b) => Math.Abs(a - b) < Tolerance);
        Assert.Equal(Normalised(Run(session, [2, 10, 3], "output_0").Chunk(16)), features[1], (a, b) => Math.Abs(a - b) < Tolerance);
    }

    [Fact]
    public async Task What_the_vocabulary_knows_nothing_of_has_no_features_and_is_counted()
    {
        SmallBert.Save(_folder, layers: 4, width: 8);
        var folder = await EncoderFolder.ReadAsync(_folder, int.MaxValue, CancellationToken.None);
        using var encoder = folder.Load(Pooling.Cls4, 16, RealParts.Engine);
        AccountCaptions[] accounts =
        [
            new("emoji", ["🍲🍲", "\ud83c"], null),
            new("both", ["🍲", "soup", new string('x', 100_000), "soup \udf72"], null),
        ];

        var averaged = new CaptionAverager(encoder, cache: null).Average(accounts, null, CancellationToken.None);

        Assert.Null(averaged[0].Mean);
        Assert.Equal((0, 2), (averaged[0].Captions, averaged[0].Wordless));
        Assert.NotNull(averaged[1].Mean);
        Assert.Equal((2, 2), (averaged[1].Captions, averaged[1].Wordless));
    }

    [Fact]
    public async Task An_encoder_that_does_not_fit_is_refused_with_what_to_do()
    {
        SmallBert.Save(_folder, layers: 2, width: 8);
        Assert.Contains("takes 4", await RefusalAsync(Pooling.Cls4));

        WriteDescription(SmallBert.Describe(2) with { Layers = ["layer_0", "elsewhere"] });
        Assert.Contains("no tensor 'elsewhere'", await RefusalAsync(Pooling.Mean));

        await File.WriteAllBytesAsync(
            Path.Combine(_folder, "model.onnx"), SmallBert.Write(2, 8, layer => $"/bert/layer.{layer}/output/LayerNorm/Add_1_output_0"));
        Assert.Contains(
            "seems to be /bert/layer.0/output/LayerNorm/Add_1_output_0, /bert/layer.1/output/LayerNorm/Add_1_output_0.",
            await RefusalAsync(Pooling.Mean));
        SmallBert.Save(_folder, layers: 2, width: 8);

        WriteDescription(SmallBert.Describe(2) with { Inputs = new EncoderInputs("ids", "attention_mask", null) });
        Assert.Contains("no input 'ids'", await RefusalAsync(Pooling.Mean));

        WriteDescription(SmallBert.Describe(2) with { Vocabulary = "../vocab.txt" });
        Assert.Contains("without a path", await RefusalAsync(Pooling.Mean));

        WriteDescription(SmallBert.Describe(2) with { VocabularySha256 = new string('0', 64) });
        Assert.Contains("do not belong together", await RefusalAsync(Pooling.Mean));

        WriteDescription(SmallBert.Describe(2));
        await File.AppendAllTextAsync(Path.Combine(_folder, "vocab.txt"), "more\n");
        Assert.Contains("the encoder knows fewer", await RefusalAsync(Pooling.Mean));

        await File.WriteAllTextAsync(Path.Combine(_folder, "vocab.txt"), "a\nb\n");
        Assert.Contains("no token [PAD]", await RefusalAsync(Pooling.Mean));

        async Task<string> RefusalAsync(Pooling pooling) => (await Assert.ThrowsAsync<ModelException>(async () =>
            (await EncoderFolder.ReadAsync(_folder, int.MaxValue, CancellationToken.None)).Load(pooling, 16, RealParts.Engine).Dispose()))
            .Message;
    }

    private void WriteDescription(EncoderDescription description) => File.WriteAllText(
        Path.Combine(_folder, "model.json"),
        System.Text.Json.JsonSerializer.Serialize(description, CaptionJson.Default.EncoderDescription));

    private static float[] Normalised(IEnumerable<float[]> tokens)
    {
        var all = tokens.ToList();
        var mean = Enumerable.Range(0, all[0].Length).Select(i => all.Average(token => token[i])).ToArray();
        var length = MathF.Sqrt(mean.Sum(value => value * value));
        return [.. mean.Select(value => value / length)];
    }

    private static float[] Run(IInferenceSession session, int[] ids, string layer)
    {
        long[] shape = [1, ids.Length];
        InputTensor Tensor(string name, IEnumerable<long> values) =>
            new(name, ElementType.Int64, shape, MemoryMarshal.AsBytes<long>(values.ToArray()).ToArray());
        return session.Run(
            [
                Tensor("input_ids", ids.Select(id => (long)id)),
                Tensor("attention_mask", ids.Select(_ => 1L)),
                Tensor("token_type_ids", ids.Select(_ => 0L)),
            ],
            layer);
    }
}
