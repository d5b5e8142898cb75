using System.Globalization;
using Spotter.Cli.Output;
using Spotter.Corrections;

namespace Spotter.Cli.Commands;

/// <summary>Walks a person through pictures in a terminal. Each label is kept at once.</summary>
/// <param name="review">Knows the labels.</param>
/// <param name="labels">Keeps what the person says.</param>
/// <param name="terminal">Shows the pictures.</param>
/// <param name="show">Shows a picture itself and says where it is.</param>
/// <param name="allowNew">True where a label may be typed that no model has.</param>
internal sealed class ReviewSession(
    PictureReview review,
    PictureLabels labels,
    TimeProvider time,
    Terminal terminal,
    Func<CancellationToken, Task<ConsoleKeyInfo>> readKey,
    Func<ReviewItem, CancellationToken, Task> show,
    string by,
    bool allowNew)
{
    private const int MaxNumbers = 9;

    private readonly Stack<(int Index, bool Changed, PictureLabel? Former)> _done = [];

    /// <summary>Goes through the pictures until the last, or until the person ends.</summary>
    /// <returns>How many were labelled, after all changes of mind.</returns>
    public async Task<int> RunAsync(IReadOnlyList<ReviewItem> items, CancellationToken cancellationToken)
    {
        var index = 0;
        while (index <= items.Count)
        {
            var next = index < items.Count ? await AskAsync(items, index, cancellationToken) : await EndAsync(items, cancellationToken);
            if (next is not { } position)
                break;

            index = position;
        }

        return _done.Count(step => step.Changed);
    }

    private async Task<int?> EndAsync(IReadOnlyList<ReviewItem> items, CancellationToken cancellationToken)
    {
        terminal.Line("That was the last picture. u undo, any other key ends");
        return (await readKey(cancellationToken)).KeyChar is 'u' ? await UndoAsync(items, items.Count, cancellationToken) : null;
    }

    private async Task<int?> AskAsync(IReadOnlyList<ReviewItem> items, int index, CancellationToken cancellationToken)
    {
        var item = items[index];
        var known = await review.FindLabelsAsync(item.Model, cancellationToken);
        IReadOnlyList<string> numbered = [.. (
            known.Count <= MaxNumbers ? known : item.Scores.Select(score => score.Label)).Take(MaxNumbers)];
        await ShowAsync(item, index, items.Count, numbered, cancellationToken);
        while (true)
        {
            var key = await readKey(cancellationToken);
            if (key.Key == ConsoleKey.Enter)
                return await LabelAsync(items, index, item.Best.Label, cancellationToken);
            if (key.KeyChar is >= '1' and <= '9' && key.KeyChar - '1' < numbered.Count)
                return await LabelAsync(items, index, numbered[key.KeyChar - '1'], cancellationToken);
            if (key.KeyChar == '/' && await TypeAsync(known, cancellationToken) is { } typed)
                return await LabelAsync(items, index, typed, cancellationToken);
            if (key.KeyChar == 's')
                return Skip(index);
            if (key.KeyChar == 'u')
                return await UndoAsync(items, index, cancellationToken);
            if (key.KeyChar == 'q')
                return null;
        }
    }

    private async Task ShowAsync(ReviewItem item, int index, int count, IReadOnlyList<string> numbered, CancellationToken cancellationToken)
    {
        terminal.Line("");
        terminal.Line(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{index + 1} of {count}  {item.Account}  {item.Post.PostedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC  "
                    + $"{item.Post.Link ?? item.Post.Id}"
            )
        );
        if (item.Post.Caption is { } caption)
            terminal.Line(caption.Length <= 200 ? caption : caption[..199] + "…");
        await show(item, cancellationToken);
        foreach (var (number, label) in numbered.Index())
            terminal.Line(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {number + 1}  {item.Scores.FirstOrDefault(score => score.Label == label)?.Score ?? 0:0.000}  {label}"
                )
            );
        if (item.Label is { } said)
            terminal.Line($"  {said.By} said: {said.Label}");
        terminal.Line($"1-{numbered.Count} label, Enter '{item.Best.Label}' is right, / type a label, s skip, u undo, q quit");
    }

    private async Task<int?> LabelAsync(IReadOnlyList<ReviewItem> items, int index, string label, CancellationToken cancellationToken)
    {
        var item = items[index];
        _done.Push((index, true, await labels.FindAsync(item.Picture, cancellationToken)));
        await labels.SetAsync(item.Labelled(label, by, time.GetUtcNow()), cancellationToken);
        terminal.Line($"{label}{(label == item.Best.Label ? ", as the model said" : "")}");
        return index + 1;
    }

    private int Skip(int index)
    {
        _done.Push((index, false, null));
        return index + 1;
    }

    private async Task<int?> UndoAsync(IReadOnlyList<ReviewItem> items, int index, CancellationToken cancellationToken)
    {
        if (!_done.TryPop(out var step))
        {
            terminal.Line("There is nothing to undo.");
            return index;
        }

        if (step is { Changed: true, Former: { } former })
            await labels.SetAsync(former, cancellationToken);
        else if (step.Changed)
            await labels.RemoveAsync(items[step.Index].Picture, cancellationToken);
        return step.Index;
    }

    // Escape, or nothing typed, goes back to the keys.
    private async Task<string?> TypeAsync(IReadOnlyList<string> known, CancellationToken cancellationToken)
    {
        var text = "";
        terminal.Line("Type the label, then Enter; Escape goes back:");
        while (true)
        {
            var key = await readKey(cancellationToken);
            if (key.Key == ConsoleKey.Escape || (key.Key == ConsoleKey.Enter && text.Length == 0))
                return null;
            if (key.Key == ConsoleKey.Enter)
            {
                terminal.Line("");
                return TryRequire(text, known) ? text : null;
            }

            text =
                key.Key == ConsoleKey.Backspace ? text[..^Math.Min(1, text.Length)]
                : char.IsControl(key.KeyChar) ? text
                : text + key.KeyChar;
            terminal.Redraw(text);
        }
    }

    private bool TryRequire(string label, IReadOnlyList<string> known)
    {
        try
        {
            PictureReview.RequireLabel(label, allowNew ? null : known);
            return true;
        }
        catch (CorrectionException error)
        {
            terminal.Line(error.Message);
            return false;
        }
    }
}
