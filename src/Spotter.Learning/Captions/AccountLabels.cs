using System.Globalization;
using CsvHelper;
using Spotter.Captions;
using Spotter.Collecting;

namespace Spotter.Learning.Captions;

/// <summary>Which account has which label.</summary>
internal sealed class AccountLabels
{
    private const int MaxLabels = 1_000;

    private readonly Dictionary<string, string> _labels = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _disagreeing = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _problems = [];

    /// <summary>What was passed over.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>How many accounts have a label and no captions.</summary>
    public int Unknown => _labels.Count - _used.Count;

    /// <summary>Reads a CSV file.</summary>
    /// <exception cref="CaptionInputException">It is missing, is no CSV or lacks a column.</exception>
    public static async Task<AccountLabels> ReadAsync(LabelsRequest request, CancellationToken cancellationToken)
    {
        if (!File.Exists(request.File))
            throw new CaptionInputException(
                $"There is no file {request.File}. --labels names a CSV file with the columns account and {request.Column}.");

        var labels = new AccountLabels();
        try
        {
            await labels.ReadRowsAsync(request, cancellationToken);
        }
        catch (CsvFormatException error)
        {
            throw new CaptionInputException($"{request.File} is no CSV file: {error.Message.ReplaceLineEndings(" ")}", error);
        }

        return labels._labels.Count > 0 ? labels : throw new CaptionInputException($"{request.File} gives no account a label.");
    }

    /// <summary>The label of an account, which may be written with its source (<c>instagram:dave</c>) or without; null for none.</summary>
    public string? Find(string account)
    {
        var name = new[] { account, account[(account.IndexOf(':', StringComparison.Ordinal) + 1)..] }.FirstOrDefault(_labels.ContainsKey);
        if (name is not null)
            _used.Add(name);
        return name is null ? null : _labels[name];
    }

    private async Task ReadRowsAsync(LabelsRequest request, CancellationToken cancellationToken)
    {
        var options = CsvReaderOptions.Default with { TrimWhitespace = true, TrackLineNumbers = true };
        await using var csv = CsvReader.FromFile(request.File, options, FileOptions.SequentialScan);
        await csv.ReadHeaderAsync(cancellationToken);
        var head = csv.Headers.Select(name => name.Trim().TrimStart('\uFEFF')).ToList();
        var account = head.FindIndex(name => AccountList.UsualColumns.Contains(name, StringComparer.OrdinalIgnoreCase));
        var value = head.FindIndex(name => name.Equals(request.Column, StringComparison.OrdinalIgnoreCase));
        if (account < 0 || value < 0)
            throw new CaptionInputException(
                $"{request.File} has no column '{(account < 0 ? "account" : request.Column)}'. It has: {string.Join(", ", head.Take(20))}."
                    + (value < 0 ? " Name one: --label-column NAME" : ""));

        while (await csv.ReadAsync(cancellationToken))
            if (csv.FieldCount > Math.Max(account, value))
                Add(csv.GetString(account).Trim(), csv.GetString(value).Trim(), request, (int)csv.LineNumber);
            else
                _problems.Add($"{request.File}, line {csv.LineNumber}: it has {csv.FieldCount} columns only.");
    }

    private void Add(string account, string value, LabelsRequest request, int line)
    {
        if (account.Length == 0 || value.Length == 0)
            _problems.Add($"{request.File}, line {line}: the account or its {request.Column} is empty.");
        else if (LabelOf(value, request) is not { } label)
            _problems.Add($"{request.File}, line {line}: '{value}' is no number, and --cutoff compares numbers.");
        else if (!_disagreeing.Contains(account) && !_labels.TryAdd(account, label) && _labels[account] != label)
        {
            _problems.Add($"{request.File}: {account} has the label '{_labels[account]}' and the label '{label}', so it takes no part.");
            _labels.Remove(account);
            _disagreeing.Add(account);
        }
    }

    private static string? LabelOf(string value, LabelsRequest request)
    {
        if (request.Cutoff is not { } cutoff)
            return value.Length <= MaxLabels ? value : value[..MaxLabels];
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
            return null;
        return string.Create(CultureInfo.InvariantCulture, $"{request.Column} {(number < cutoff ? "below" : "from")} {cutoff}");
    }
}
