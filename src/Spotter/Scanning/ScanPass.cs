namespace Spotter.Scanning;

/// <summary>Where a scan is among the pages of its account, and where they end.</summary>
internal sealed class ScanPass(ScanRequest request, ScanPlan plan, ScanSummary soFar)
{
    // As many as Instagram lets an account pin above its newer posts: a page of these alone says nothing of what was posted since.
    private const int MaxPinned = 3;

    private int _knownInARow;

    public string? Cursor { get; private set; } = plan.Cursor;

    public PassPart Part { get; private set; } =
        request.Mode == ScanMode.New && plan.Cursor is not null && soFar.Pages == 0 ? PassPart.Rest : request.Part;

    public PassTrail Trail { get; private set; } = request.Trail ?? new PassTrail();

    /// <summary>True where nothing that is wanted comes after a page.</summary>
    public bool IsEnd(FetchedPage page) =>
        (page.NextCursor is null && !page.CutShort)
        || page.IsPast
        || (request.Mode == ScanMode.New && KnownInARow(page) > MaxPinned && !IsReadOn(page));

    /// <summary>Goes on to the page after one.</summary>
    public void GoOn(FetchedPage page)
    {
        _knownInARow = KnownInARow(page);
        (Cursor, Trail) = (page.NextCursor, Trail.After(page));
    }

    /// <summary>Goes on to the newest page, after the rest of an earlier pass.</summary>
    public void BeginNewest()
    {
        _knownInARow = 0;
        (Cursor, Part, Trail) = (null, PassPart.Newest, new PassTrail());
    }

    private int KnownInARow(FetchedPage page) => page.AllKnown ? _knownInARow + page.Posts : 0;

    private bool IsReadOn(FetchedPage page) => plan.RefreshUntil is { } until && string.CompareOrdinal(page.OldestPost, until) < 0;
}
