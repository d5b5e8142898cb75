using System.CommandLine;
using Spotter.Cli.Output;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter captions</c></summary>
internal static class CaptionsCommand
{
    public static Command Create(Terminal terminal) => new("captions", """
        Tell accounts apart by what they write: train, predict, evaluate.
        Nothing may be decided about a person by it.

        Examples:
          spotter models add minilm
          spotter captions train --input shops --labels labels.csv --out models/kind
          spotter captions predict --model kind --input shops --out predictions.csv
        """)
    {
        CaptionsTrainCommand.Create(terminal),
        CaptionsPredictCommand.Create(terminal),
        CaptionsEvaluateCommand.Create(terminal),
    };
}
