using Spotter.Learning.Requests;

namespace Spotter.Cli.Commands;

/// <summary>Names the stages of a training or an evaluation for a person.</summary>
internal sealed class ShownProgress(Action<string, int, int> show, string features = "looking at pictures") : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => show(NameOf(value.Stage), value.Done, value.Total);

    private string NameOf(TrainingStage stage) => stage switch
    {
        TrainingStage.Reading => "reading files",
        TrainingStage.Words => "reading words",
        TrainingStage.Features => features,
        _ => "fitting",
    };
}
