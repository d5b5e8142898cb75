using System.Text.Json;
using Spotter.Cli.Output;
using Spotter.Cli.Rows;
using Spotter.Corrections;

namespace Spotter.Cli.Commands;

/// <summary>Sets labels by the words of a command: all of them, or none where one is wrong.</summary>
internal sealed class LabelSetter(
    PictureReview review, PictureLabels labels, TimeProvider time, IReadOnlyList<ReviewItem> items, string by, bool allowNew)
{
    private const int MinId = 8;

    /// <summary>Reads <c>PICTURE=LABEL</c>.</summary>
    /// <exception cref="UsageException">There is no equals sign.</exception>
    public static LabelLine Parse(string text) => text.IndexOf('=', StringComparison.Ordinal) is var sign and > 0
        ? new LabelLine(text[..sign], text[(sign + 1)..])
        : throw new UsageException(
            $"'{text}' sets no label. Write PICTURE=LABEL, for example 9f86d081=specials-board; spotter review --json lists pictures.");

    /// <summary>Reads JSON lines; those without a label change nothing.</summary>
    /// <exception cref="UsageException">A line cannot be read; the message names it.</exception>
    public static async Task<IReadOnlyList<LabelLine>> ReadAsync(TextReader input, CancellationToken cancellationToken)
    {
        var lines = new List<LabelLine>();
        for (var number = 1; await input.ReadLineAsync(cancellationToken) is { } text; number++)
            if (!string.IsNullOrWhiteSpace(text) && Read(text, number) is { Label: not null } line)
                lines.Add(line);
        return lines;
    }

    /// <summary>Sets labels.</summary>
    /// <returns>What was set.</returns>
    /// <exception cref="UsageException">A picture is not known, or an id fits several.</exception>
    /// <exception cref="CorrectionException">A label is not known.</exception>
    public async Task<IReadOnlyList<PictureLabel>> SetAsync(IEnumerable<LabelLine> lines, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        var changes = new List<PictureLabel>();
        foreach (var line in lines)
        {
            var item = Find(line.Picture);
            if (!allowNew && !known.ContainsKey(item.Model))
                known[item.Model] = await review.FindLabelsAsync(item.Model, cancellationToken);
            PictureReview.RequireLabel(line.Label!, known.GetValueOrDefault(item.Model));
            changes.Add(item.Labelled(line.Label!, by, time.GetUtcNow()));
        }

        foreach (var change in changes)
            await labels.SetAsync(change, cancellationToken);
        return changes;
    }

    /// <summary>Takes labels back.</summary>
    /// <returns>The pictures.</returns>
    /// <exception cref="UsageException">A picture is not known, or an id fits several.</exception>
    public async Task<IReadOnlyList<ReviewItem>> UnsetAsync(IEnumerable<string> pictures, CancellationToken cancellationToken)
    {
        var found = pictures.Select(Find).ToList();
        foreach (var item in found)
            await labels.RemoveAsync(item.Picture, cancellationToken);
        return found;
    }

    private static LabelLine? Read(string text, int number)
    {
        try
        {
            return JsonSerializer.Deserialize(text, CliLinesJson.Default.LabelLine);
        }
        catch (JsonException error)
        {
            throw new UsageException(
                $"""Line {number} cannot be read. Write one JSON object a line, for example {"{"}"picture":"9f86d081...","label":"specials-board"{"}"}.""",
                error
            );
        }
    }

    private ReviewItem Find(string? id)
    {
        if (id is not { Length: >= MinId })
            throw new UsageException(
                $"'{id}' is no picture. Write its id or the first {MinId} digits or more; spotter review --json lists pictures.");

        return items.Where(item => item.Picture.Hex.StartsWith(id, StringComparison.OrdinalIgnoreCase)).Take(2).ToList() switch
        {
            [var only] => only,
            [] => throw new UsageException(
                $"No classified picture of a watched account has the id {id}. spotter review --all --json lists them."),
            _ => throw new UsageException($"Several pictures have ids that begin with {id}. Write more digits."),
        };
    }
}
