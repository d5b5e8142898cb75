namespace Spotter.Scanning;

/// <summary>
/// Where a pass over an account's pages has been, to find out that it goes round in circles: of constant size, however long it is.
/// </summary>
/// <param name="Cursor">A cursor that was seen; null before the first.</param>
/// <param name="Content">What stands for the posts of the page with that cursor; null where it had none.</param>
/// <param name="Steps">How many pages were read since these were noted.</param>
/// <param name="Reach">
/// After how many pages they are noted anew: twice as many each time, so that a circle of any length is found (Brent's algorithm).
/// </param>
/// <param name="Empty">How many pages in a row held no post.</param>
/// <param name="Known">How many pages in a row brought no new post.</param>
public sealed record PassTrail(string? Cursor = null, string? Content = null, int Steps = 0, int Reach = 1, int Empty = 0, int Known = 0)
{
    /// <summary>Instagram answers with an empty page and a cursor now and then, not with several. Each costs a call.</summary>
    public const int MaxEmpty = 5;

    /// <summary>A collection may go over posts that are known for long; no account has as many pages as this.</summary>
    public const int MaxKnown = 10_000;

    /// <summary>The trail after a page.</summary>
    public PassTrail After(FetchedPage page)
    {
        var next = this with { Steps = Steps + 1, Empty = page.Posts == 0 ? Empty + 1 : 0, Known = page.NewPosts == 0 ? Known + 1 : 0 };
        return next.Steps < Reach ? next : next with { Cursor = page.NextCursor, Content = page.Content, Steps = 0, Reach = Reach * 2 };
    }

    /// <summary>Says why the page leads nowhere, for a person; null where it leads on.</summary>
    // Known posts alone are no sign: a collection that goes on reads them again. The same page twice is one.
    public string? FindCircle(FetchedPage page)
    {
        // Such a source knows where it has been, and ends by itself.
        if (page.CutShort || page.NextCursor is null || page.IsUnordered)
            return null;
        if (page.NextCursor == Cursor)
            return "the source leads back to a page that was read";
        if (page is { NewPosts: 0, Content: not null } && page.Content == Content)
            return "the source shows the same posts again and again";

        var next = After(page);
        return next switch
        {
            { Empty: >= MaxEmpty } => $"the last {MaxEmpty} pages held no post, and the source never says that it is at its end",
            { Known: >= MaxKnown } => $"the last {MaxKnown} pages brought no new post, and the source never says that it is at its end",
            _ => null,
        };
    }
}
