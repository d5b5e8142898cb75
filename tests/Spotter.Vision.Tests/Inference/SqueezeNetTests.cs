using Microsoft.Extensions.Options;
using Spotter.Contracts;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Vision.Decoding;
using Spotter.Vision.Inference;

namespace Spotter.Vision.Tests.Inference;

public sealed class SqueezeNetTests
{
    private const int Hotdog = 934;

    [SkippableFact]
    public void About_half_of_the_hot_dogs_and_hardly_any_other_photograph_are_hot_dogs_to_it()
    {
        using var model = Load(ChannelOrder.Bgr);

        Assert.InRange(ShareOfHotdogs(model, "hot_dog"), 0.37, 0.57);
        Assert.InRange(ShareOfHotdogs(model, "not_hot_dog"), 0, 0.04);
    }

    [SkippableFact]
    public void With_the_channels_the_wrong_way_round_it_sees_hardly_any()
    {
        using var model = Load(ChannelOrder.Rgb);

        Assert.InRange(ShareOfHotdogs(model, "hot_dog"), 0, 0.1);
    }

    [SkippableFact]
    public void Many_threads_get_the_scores_that_one_gets()
    {
        using var model = Load(ChannelOrder.Bgr);
        var decoder = new VipsPictureDecoder();
        var pictures = Photographs("hot_dog").Take(8).Select(File.ReadAllBytes).ToArray();
        var alone = pictures.Select(picture => model.Score(decoder, picture)).ToArray();

        Parallel.For(0, 64, n => Assert.Equal(alone[n % 8], model.Score(decoder, pictures[n % 8])));
    }

    internal static ModelDescription Describe(ChannelOrder channels) => new()
    {
        Name = "squeezenet",
        File = "SqueezeNet_fp16.onnx",
        Input = new ModelInput
        {
            Name = "data_0",
            Width = 224,
            Height = 224,
            ElementType = ElementType.Float16,
            Channels = channels,
            Mean = channels == ChannelOrder.Bgr ? [104, 117, 123] : [123, 117, 104],
        },
        Output = new ModelOutput { Name = "softmaxout_1" },
        Labels = [.. Enumerable.Range(0, 1_000).Select(n => n == Hotdog ? "hotdog" : $"class {n}")],
    };

    private static LoadedModel Load(ChannelOrder channels)
    {
        var file = File.ReadAllBytes(TestData.Require("models", "squeezenet", "SqueezeNet_fp16.onnx"));
        return LoadedModel.Load("SqueezeNet", Describe(channels), file, new OnnxRuntimeEngine(Options.Create(new InferenceOptions())));
    }

    private static double ShareOfHotdogs(LoadedModel model, string folder)
    {
        var decoder = new VipsPictureDecoder();
        return Photographs(folder).Take(100).AsParallel()
            .Average(file => IsHotdog(model.Score(decoder, File.ReadAllBytes(file))) ? 1.0 : 0.0);
    }

    private static bool IsHotdog(float[] scores) => scores.Max() == scores[Hotdog];

    private static IEnumerable<string> Photographs(string folder) =>
        Directory.EnumerateFiles(TestData.Require("images", "hotdog", folder), "*.jpg").Order(StringComparer.Ordinal);
}
