using System.Globalization;
using System.Text;
using Spotter.Captions;

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
                ',', Quote(one.Account), Number(one.Score), Quote(one.Label ?? ""), one.Captions, Number(one.Low), Number(one.High))
                .Append("\r\n");

        var unfinished = $"{file}.unfinished";
        try
        {
            await File.WriteAllTextAsync(unfinished, text.ToString(), cancellationToken);
            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The predictions cannot be written to {file}: {error.Message}", error);
        }
    }

    private static string Number(double? number) => number?.ToString("0.0000", CultureInfo.InvariantCulture) ?? "";

    // A name may come from a stranger: a spreadsheet must not take it for a formula.
    private static string Quote(string text)
    {
        var safe = text is ['=' or '+' or '-' or '@', ..] ? $"'{text}" : text;
        return safe.AsSpan().ContainsAny(",\"\r\n'") ? $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : safe;
    }
}
