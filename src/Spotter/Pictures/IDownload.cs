using Spotter.Calls;

namespace Spotter.Pictures;

/// <summary>A file that was fetched, or why it was not.</summary>
internal interface IDownload<TSelf> where TSelf : IDownload<TSelf>
{
    /// <summary>Why there is none; null where there is one.</summary>
    SourceFailure? Failure { get; }

    /// <summary>A download that failed.</summary>
    static abstract TSelf Failed(SourceFailure failure);
}
