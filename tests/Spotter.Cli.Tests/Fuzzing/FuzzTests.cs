using FuzzBench.Running;

namespace Spotter.Cli.Tests.Fuzzing;

/// <summary>Mutated answers, pictures and models, as many as the benchmark makes in some seconds: always the same.</summary>
public sealed class FuzzTests
{
    private const int Inputs = 2_000;

    [Theory]
    [InlineData(InputKind.Answers)]
    [InlineData(InputKind.Pictures)]
    [InlineData(InputKind.Models)]
    public async Task What_was_changed_on_its_way_is_taken_or_refused_and_breaks_nothing(InputKind kind)
    {
        using var tooLong = new CancellationTokenSource(TimeSpan.FromMinutes(4));

        var settings = new FuzzSettings(Inputs, Seed: 1, Data: null, State: null, [kind]);

        var state = await new FuzzRun(settings).RunAsync(progress: null, tooLong.Token);

        Assert.Empty(FuzzReport.ListProblems(state));
        var lane = state.Lanes[kind];
        Assert.Equal(Inputs, lane.Next);
        Assert.NotEqual(0, lane.Taken);
        Assert.NotEqual(0, lane.Refused);
    }
}
