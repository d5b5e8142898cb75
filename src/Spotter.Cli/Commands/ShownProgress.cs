using Spotter.Learning.Requests;

namespace Spotter.Cli.Commands;

/// <summary>Names the stages of a training or an evaluation for a person.</summary>
internal sealed class ShownProgress(Action<string, int, int> show, string features = ShownProgress.Features) : IProgress<TrainingProgress>
{
    private const string Features = "looking at pictures";

    public void Report(TrainingProgress value) => show(NameOf(value.Stage, features), value.Done, value.Total);

    /// <summary>What a stage is called.</summary>
    public static string NameOf(TrainingStage stage, string features = Features) => stage switch
    {
        TrainingStage.Reading => "reading files",
        TrainingStage.Words => "reading words",
        TrainingStage.Features => features,
        _ => "fitting",
    };
}
