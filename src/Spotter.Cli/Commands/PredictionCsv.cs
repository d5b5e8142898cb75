using System.Globalization;
using System.Text;
using Spotter.Captions;
using Spotter.Cli.Output;
using Spotter.Reporting;

namespace Spotter.Cli.Commands;

/// <summary>Writes predictions as a CSV file (RFC 4180). It appears whole.</summary>
internal static class PredictionCsv
{
    /// <exception cref="UsageException">The file cannot be written.</exception>
    public static async Task WriteAsync(string file, IReadOnlyList<AccountPrediction> predictions, CancellationToken cancellationToken)
    {
        var text = new StringBuilder("account,score,label,captions,low,high\r\n");
        foreach (var one in predictions)
            text.AppendJoin(
                ',',
                SpreadsheetText.Quote(one.Account),
                Number(one.Score),
                SpreadsheetText.Quote(one.Label ?? ""),
                one.Captions,
                Number(one.Low),
                Number(one.High))
                .Append("\r\n");

        await OutputFile.WriteAsync(
            file, "predictions", writer => writer.WriteAsync(text, cancellationToken));
    }

    private static string Number(double? number) => number?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "";
}
