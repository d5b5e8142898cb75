using Spotter.Collecting;

namespace Spotter.Moving.Importing;

/// <summary>Files that posts are read from. Pictures go into the store on the way; what they are called there does not matter.</summary>
internal interface IArrival
{
    /// <summary>What they are, for a person.</summary>
    string Kind { get; }

    /// <summary>What was passed over on purpose, when all was read; null where nothing was.</summary>
    string? Notice => null;

    /// <summary>Reads the posts.</summary>
    /// <param name="tally">Told what could not be taken.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    IAsyncEnumerable<ArrivedPost> ReadAsync(PostTally tally, CancellationToken cancellationToken);
}
