using Spotter.Reporting.Explaining;

namespace Spotter.Reporting;

/// <summary>What posts tell of what people like: what the page, the report and programs show.</summary>
public sealed record Findings
{
    /// <summary>When it was computed.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>No older posts were asked for; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only older posts were asked for; null for all.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The accounts that have posts there, those with the most first; the first hundred.</summary>
    public required IReadOnlyList<AccountFigures> Accounts { get; init; }

    /// <summary>How many accounts have posts there.</summary>
    public required int AccountCount { get; init; }

    /// <summary>All posts.</summary>
    public required Figures All { get; init; }

    /// <summary>How many have no time of their own: they count, but at no hour and on no day.</summary>
    public required int Undated { get; init; }

    /// <summary>How many posts with likes were found within a day after they were posted: theirs were still to come.</summary>
    public required int Young { get; init; }

    /// <summary>When the oldest dated post was made; null where there is none.</summary>
    public DateTimeOffset? Oldest { get; init; }

    /// <summary>And the newest.</summary>
    public DateTimeOffset? Newest { get; init; }

    /// <summary>
    /// The labels of each model that judged posts, those with the most posts first, and after those what models of captions say of the
    /// accounts; at most four.
    /// </summary>
    public required IReadOnlyList<ModelFigures> Models { get; init; }

    /// <summary>Likes and comments over time, the oldest first.</summary>
    public required IReadOnlyList<NamedFigures> Periods { get; init; }

    /// <summary>By weekday and hour, those that have posts, in the accounts' own time zones; from Monday, 0 h.</summary>
    public required IReadOnlyList<HourFigures> Hours { get; init; }

    /// <summary>By weekday, from Monday.</summary>
    public required IReadOnlyList<NamedFigures> Weekdays { get; init; }

    /// <summary>By the number of pictures.</summary>
    public required IReadOnlyList<NamedFigures> ByPictures { get; init; }

    /// <summary>By the number of words read in the pictures.</summary>
    public required IReadOnlyList<NamedFigures> ByWordsRead { get; init; }

    /// <summary>By the number of words of the caption.</summary>
    public required IReadOnlyList<NamedFigures> ByCaptionWords { get; init; }

    /// <summary>Which labels posts had over time; null where nothing was judged.</summary>
    public LabelMix? Mix { get; init; }

    /// <summary>The posts with the most likes against what their account usually gets, the best first.</summary>
    public required IReadOnlyList<PostFigures> Best { get; init; }

    /// <summary>Those with the fewest that are not among the best, the worst first.</summary>
    public required IReadOnlyList<PostFigures> Worst { get; init; }

    /// <summary>How much of the likes of each account can be explained, those with the most posts first; at most twenty.</summary>
    public required IReadOnlyList<Explanation> Explained { get; init; }

    /// <summary>What comments say where they were collected; null where none was.</summary>
    public CommentFindings? Said { get; init; }

    /// <summary>What went wrong, the first fifty; each is left out.</summary>
    public required IReadOnlyList<string> Problems { get; init; }
}
