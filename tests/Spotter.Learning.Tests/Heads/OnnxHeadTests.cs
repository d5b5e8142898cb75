using System.Runtime.InteropServices;
using Spotter.Learning.Backbones;
using Spotter.Learning.Features;
using Spotter.Learning.Heads;
using Spotter.Learning.Tests.Training;
using Spotter.Models.Inference;
using Spotter.Models.Onnx;

namespace Spotter.Learning.Tests.Heads;

public sealed class OnnxHeadTests
{
    [Theory]
    [InlineData(7, 0, 0)]
    [InlineData(7, 40, -900)]
    [InlineData(13, 12, 6)]
    public void The_model_file_scores_as_the_head_does_even_pictures_far_from_all_others(int opset, float first, float second)
    {
        var head = new Head(
            [new DenseLayer(2, 3, [1, 2, 0, 1, -1, 1], [0.5f, 0, 1]), new DenseLayer(3, 2, [1, 0, 2, -1, 1, 0], [0, 0.3f])],
            new FeatureScale([10, 5], [2, 1]));

        using var session = Trainer.Engine.Load(OnnxHead.Append(OnnxFeatures.Append(Identity(opset), "same", rank: 2), head));
        var scores = session.Run("x", ElementType.Float32, [1, 2], MemoryMarshal.AsBytes<float>([first, second]), OnnxHead.ScoresName);

        Assert.Equal(head.Score([first, second]), scores, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void With_words_there_are_two_heads_and_one_of_them_hangs_on_the_words()
    {
        var both = new Head([new DenseLayer(3, 2, [1, 0, 2, -1, 1, -2], [0, 0.3f])], new FeatureScale([1, 0, 0.5f], [2, 1, 0.5f]));
        var without = new Head([new DenseLayer(2, 2, [1, 0, -1, 1], [0.1f, 0])], new FeatureScale([0, 1], [1, 1]));
        using var session = Trainer.Engine.Load(OnnxHead.Append(OnnxFeatures.Append(Identity(13), "same", rank: 2), both, without));

        Assert.Equal(both.Score([1, 2, 0.25f]), Run(session, 0.25f, OnnxHead.ScoresName), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(both.Score([1, 2, 1]), Run(session, 1, OnnxHead.ScoresName), (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(without.Score([1, 2]), Run(session, 1, OnnxHead.ScoresWithoutName), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    private static float[] Run(IInferenceSession session, float words, string output) => session.Run(
        [
            new InputTensor("x", ElementType.Float32, [1, 2], MemoryMarshal.AsBytes<float>([1, 2]).ToArray()),
            new InputTensor(OnnxHead.WordsName, ElementType.Float32, [1, 1], MemoryMarshal.AsBytes<float>([words]).ToArray()),
        ],
        output);

    private static byte[] Identity(int opset)
    {
        var graph = new OnnxGraphWriter("");
        graph.Input("x", 1, 2);
        graph.NodeTo("same", "Identity", ["x"]);
        return graph.ToModel("identity", irVersion: 4, opset);
    }
}
