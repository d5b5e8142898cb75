using System.Runtime.InteropServices;
using Spotter.Models;
using Spotter.Models.Inference;
using Xunit;

namespace Spotter.Contracts.Models;

/// <summary>What everything that runs ONNX models does.</summary>
public abstract class InferenceEngineContract
{
    private const int SqueezeNetElements = 3 * 224 * 224;
    private const int BoardElements = 3 * 160 * 160;

    // By the picture alone.
    private const string Scores = "spotter_scores_without_words";

    private static readonly long[] SqueezeNetShape = [1, 3, 224, 224];
    private static readonly long[] BoardShape = [1, 3, 160, 160];

    protected abstract IInferenceEngine Engine { get; }

    private static byte[] Board { get; } = File.ReadAllBytes(
        Path.Combine(TestData.RepositoryFolder, "models", "specials-board", "model.onnx"));

    [Fact]
    public void It_says_what_it_is() => Assert.Matches(@"ONNX Runtime \d+\.\d+", Engine.Version);

    [Fact]
    public void The_inputs_and_outputs_of_a_model_are_described()
    {
        using var session = Engine.Load(Board);

        Assert.Equal(["picture", "words"], session.Inputs.Select(one => one.Name));
        var input = session.Inputs[0];
        Assert.Equal(("picture", ElementType.Float32), (input.Name, input.ElementType));
        Assert.Equal([3, 160, 160], input.Shape.TakeLast(3));
        Assert.Contains(session.Outputs, output => output.Name == Scores && output.ElementType == ElementType.Float32);
    }

    [Fact]
    public void The_specials_board_model_gives_the_scores_it_gave_when_it_was_made()
    {
        using var session = Engine.Load(Board);
        Assert.Equal(-4.424, Math.Log(RunBoard(session, _ => 0)[1]), 0.02);
        Assert.Equal(-3.615, Math.Log(RunBoard(session, _ => 102)[1]), 0.02);
        Assert.Equal(1, RunBoard(session, Ramp).Sum(), 1e-4);
    }

    [SkippableFact]
    public void A_16_bit_network_gives_the_scores_it_gave_when_it_was_made()
    {
        using var session = Engine.Load(File.ReadAllBytes(TestData.Require("models", "squeezenet", "SqueezeNet_fp16.onnx")));
        var halves = Enumerable.Range(0, SqueezeNetElements).Select(n => (Half)(Ramp(n) - 117)).ToArray();

        var scores = session.Run("data_0", ElementType.Float16, SqueezeNetShape, MemoryMarshal.AsBytes(halves.AsSpan()), "softmaxout_1");

        Assert.Equal(1_000, scores.Length);
        Assert.Equal(1, scores.Sum(), 1e-2);
        Assert.Equal(905, Array.IndexOf(scores, scores.Max()));
        Assert.Equal(0.587, scores.Max(), 0.01);
    }

    [Fact]
    public void Many_threads_get_what_one_gets()
    {
        using var session = Engine.Load(Board);
        var alone = RunBoard(session, Ramp);

        Parallel.For(0, 32, _ => Assert.Equal(alone, RunBoard(session, Ramp)));
    }

    [Theory]
    [InlineData(1, 3, 160, 161)]
    [InlineData(1, 160, 160, 3)]
    [InlineData(1, 3, 160, -160)]
    [InlineData(2, 3, 160, 160)]
    [InlineData(0, 3, 160, 160)]
    public void A_shape_that_does_not_fit_is_refused_with_the_engines_words(long batch, long channels, long height, long width)
    {
        using var session = Engine.Load(Board);
        AssertRefused(() => Run(session, new byte[BoardElements * sizeof(float)], shape: [batch, channels, height, width]));
    }

    [Fact]
    public void A_tensor_of_another_rank_length_or_type_is_refused()
    {
        using var session = Engine.Load(Board);
        AssertRefused(() => Run(session, new byte[BoardElements * sizeof(float)], shape: [BoardElements]));
        AssertRefused(() => Run(session, new byte[10]));
        AssertRefused(() => Run(session, []));
        AssertRefused(() => Run(session, new byte[BoardElements], type: ElementType.UInt8));
        AssertRefused(() => Run(session, new byte[BoardElements * sizeof(float)], type: ElementType.Other));
    }

    [Fact]
    public void A_name_that_the_model_does_not_have_is_told_with_those_it_has()
    {
        using var session = Engine.Load(Board);
        Assert.Contains("picture", AssertRefused(() => Run(session, new byte[BoardElements * sizeof(float)], input: "image")));
        Assert.Contains(Scores, AssertRefused(() => Run(session, new byte[BoardElements * sizeof(float)], output: "scores")));
    }

    [Fact]
    public void After_a_refusal_the_session_goes_on()
    {
        using var session = Engine.Load(Board);
        var before = RunBoard(session, Ramp);

        AssertRefused(() => Run(session, new byte[10]));

        Assert.Equal(before, RunBoard(session, Ramp));
    }

    [Fact]
    public void A_broken_file_is_refused_with_the_engines_words()
    {
        AssertRefused(() => Engine.Load(default));
        AssertRefused(() => Engine.Load("soup of the day"u8.ToArray()));
        AssertRefused(() => Engine.Load(new byte[1_000]));
        AssertRefused(() => Engine.Load(Board.AsMemory(0, Board.Length / 2)));
        AssertRefused(() => Engine.Load(Board.AsMemory(100)));
    }

    [Fact]
    public void A_broken_file_is_told_with_the_folder_it_came_from()
    {
        var description = new ModelDescription
        {
            Name = "soup",
            Input = new ModelInput { Name = "picture", Width = 160, Height = 160 },
            Output = new ModelOutput { Name = Scores },
            Labels = ["a", "b"],
        };

        var error = Assert.Throws<ModelException>(() => LoadedModel.Load(
            "models/soup", description, Board.AsMemory(0, Board.Length / 2), Engine));

        Assert.StartsWith("models/soup: the model cannot be run: ", error.Message);
        Assert.Contains(Assert.IsType<InferenceException>(error.InnerException).Message, error.Message);
    }

    [Fact]
    public void A_session_that_was_disposed_of_refuses()
    {
        var session = Engine.Load(Board);
        session.Dispose();
        Assert.Throws<ObjectDisposedException>(() => RunBoard(session, Ramp));
    }

    [Fact]
    public void A_session_that_is_disposed_of_lets_its_runs_end()
    {
        for (var round = 0; round < 5; round++)
        {
            var session = Engine.Load(Board);
            var expected = RunBoard(session, Ramp);
            using var running = new CountdownEvent(4);
            var runs = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                for (var count = 0; ; count++)
                {
                    if (count == 1)
                        running.Signal();
                    Assert.Equal(expected, RunBoard(session, Ramp));
                }
            })).ToArray();

            running.Wait();
            Parallel.For(0, 4, _ => session.Dispose());

            Assert.All(runs, run => Assert.IsType<ObjectDisposedException>(
                Assert.Single(Assert.Throws<AggregateException>(run.Wait).InnerExceptions)));
        }
    }

    private static string AssertRefused(Action use)
    {
        var error = Assert.Throws<InferenceException>(use);
        Assert.False(string.IsNullOrWhiteSpace(error.Message));
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }

    private static float Ramp(int n) => n * 7 % 256;

    private static float[] RunBoard(IInferenceSession session, Func<int, float> element)
    {
        var values = Enumerable.Range(0, BoardElements).Select(element).ToArray();
        return Run(session, MemoryMarshal.AsBytes(values.AsSpan()).ToArray());
    }

    // Without a word.
    private static float[] Run(
        IInferenceSession session,
        byte[] picture,
        string input = "picture",
        ElementType type = ElementType.Float32,
        long[]? shape = null,
        string output = Scores) => session.Run(
        [
            new InputTensor(input, type, shape ?? BoardShape, picture),
            new InputTensor(
                "words", ElementType.Float32, [1, ModelWords.FigureCount], new byte[ModelWords.FigureCount * sizeof(float)]),
        ],
        output);
}
