namespace Spotter.Web.Feed;

/// <summary>Which posts a feed shows.</summary>
internal enum FeedState
{
    /// <summary>All that are settled.</summary>
    Any,

    /// <summary>Those that somebody was told of.</summary>
    Alerted,

    /// <summary>Those where a person says something else than the model.</summary>
    Corrected,

    /// <summary>Those that were given up, or something of which was.</summary>
    Failed,

    /// <summary>Those that are not settled: their pictures are missing or their alerts are not sent.</summary>
    Waiting,
}
