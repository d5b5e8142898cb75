namespace Spotter.Scanning;

/// <summary>
/// The last page that a scan stored, so that a call whose answer was lost gives the same answer again without asking the source.
/// </summary>
/// <param name="Asked">The call.</param>
/// <param name="Answer">Its answer.</param>
public sealed record LastPage(FetchPageInput Asked, FetchedPage Answer);
