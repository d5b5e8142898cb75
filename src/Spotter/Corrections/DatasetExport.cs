using Spotter.Pictures;
using Spotter.Posts;
using Spotter.State;

namespace Spotter.Corrections;

/// <summary>
/// Writes pictures into a folder for each label, as training reads them: <c>LABEL/SHA-256.ext</c>. What a person says wins over the model.
/// A file of other content is never
/// replaced and nothing is deleted; run again after a crash, it ends with the same folder.
/// </summary>
public sealed class DatasetExport(PictureLabels labels, PostRepository posts, IPictureStore pictures)
{
    /// <summary>The longest label, in characters.</summary>
    public const int MaxName = 100;

    // What Windows allows in no name, so that a set can be carried anywhere.
    private const string Forbidden = "<>:\"/\\|?*";

    /// <summary>True where a label can name a folder on every system. Training passes hidden folders over.</summary>
    public static bool CanName(string label) =>
        label.Length is > 0 and <= MaxName && label[0] is not ('.' or ' ') && label[^1] is not ('.' or ' ')
        && !label.Any(c => char.IsControl(c) || Forbidden.Contains(c, StringComparison.Ordinal));

    /// <summary>Exports pictures.</summary>
    /// <param name="request">Which, and where to.</param>
    /// <param name="report">Told how many of how many are done.</param>
    /// <param name="cancellationToken">Ends the export after the picture at hand.</param>
    /// <exception cref="IOException">The folder cannot be written, or another export is writing there.</exception>
    public async Task<DatasetSummary> RunAsync(DatasetRequest request, Action<int, int> report, CancellationToken cancellationToken)
    {
        var damaged = new List<RecordException>();
        var said = await labels.ListAsync(damaged.Add, cancellationToken).ToDictionaryAsync(
            label => label.Picture, cancellationToken: cancellationToken);
        var chosen = await ChooseAsync(request, said, damaged, cancellationToken);
        using var folder = new DatasetFolder(request.Folder);
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var problems = new List<string>();
        if (DamagedLabels.Describe(damaged) is { } damage)
            problems.Add(damage);
        var ends = new int[Enum.GetValues<DatasetFolder.Outcome>().Length];
        var done = 0;
        foreach (var (picture, label) in chosen)
        {
            if (await WriteAsync(folder, picture, label, problems, cancellationToken) is { } outcome)
            {
                ends[(int)outcome]++;
                counts[label] = counts.GetValueOrDefault(label) + 1;
            }

            report(++done, chosen.Count);
        }

        return new DatasetSummary
        {
            Labels = counts,
            Written = ends[(int)DatasetFolder.Outcome.Written],
            Moved = ends[(int)DatasetFolder.Outcome.Moved],
            Kept = ends[(int)DatasetFolder.Outcome.Kept],
            Said = [.. said.Values.Where(label => chosen.ContainsKey(label.Picture))],
            Problems = problems,
        };
    }

    private async Task<Dictionary<PictureId, string>> ChooseAsync(
        DatasetRequest request,
        Dictionary<PictureId, PictureLabel> said,
        List<RecordException> damaged,
        CancellationToken cancellationToken)
    {
        var chosen = new Dictionary<PictureId, string>();
        foreach (var label in said.Values)
            if (IsWanted(request, label))
                chosen[label.Picture] = label.Label;
        if (request.CorrectedOnly)
            return chosen;

        // Somebody said something of these, and perhaps not what the model did.
        var unclear = damaged.Select(error => error.Id.Key).ToHashSet(StringComparer.Ordinal);
        foreach (var account in request.ModelAccounts)
            await foreach (var post in posts.ListAsync(account, cancellationToken).Where(
                post => request.Model is null || post.Model == request.Model))
                foreach (var picture in post.Pictures)
                    if (picture is { Id: { } id, Scores: [var best, ..] } && best.Score >= request.MinScore
                        && !said.ContainsKey(id) && !unclear.Contains(id.Hex))
                        chosen.TryAdd(id, best.Label);
        return chosen;
    }

    private static bool IsWanted(DatasetRequest request, PictureLabel label) =>
        (request.Model is null || label.Model == request.Model || request.WatchedByModel.Contains(label.Account))
        && (request.Accounts is null || request.Accounts.Contains(label.Account))
        && (label.IsCorrection || !request.CorrectedOnly);

    private async Task<DatasetFolder.Outcome?> WriteAsync(
        DatasetFolder folder, PictureId id, string label, List<string> problems, CancellationToken cancellationToken)
    {
        if (!CanName(label))
        {
            problems.Add($"Picture {id} was left out: its label '{label}' cannot name a folder.");
            return null;
        }

        if (await pictures.ReadAsync(id, cancellationToken) is not { } picture)
        {
            problems.Add($"Picture {id} ('{label}') was left out: it is gone from the picture store.");
            return null;
        }

        var outcome = await folder.AddAsync(label, id, picture, cancellationToken);
        if (outcome is not DatasetFolder.Outcome.Blocked)
            return outcome;

        problems.Add(
            $"Picture {id} was left out: {folder.PathOf(label, id, picture)} holds something else, or another label's folder holds the "
                + $"picture too. Move one file away and export again."
        );
        return null;
    }
}
