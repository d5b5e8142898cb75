using Spotter.Calls;
using Spotter.Pictures;

namespace Spotter.Sources;

/// <summary>A place posts come from.</summary>
public interface IPostSource
{
    /// <summary>The name that accounts carry before the colon, in lower case.</summary>
    string Name { get; }

    /// <summary>The call budget that <see cref="FetchPageAsync"/> spends from.</summary>
    CallBudgetPlan Budget { get; }

    /// <summary>
    /// True where a post that comes with another time than before is still the same post. Not so in a folder, where a file that is written
    /// anew is a new post.
    /// </summary>
    bool MayPostsMove => true;

    /// <summary>
    /// True where the newest posts come first, so that a page of known posts means that all others are known. Not so where pages are
    /// found by following links.
    /// </summary>
    bool IsNewestFirst => true;

    /// <summary>Says why a handle cannot be one of this source's, in a sentence for a person; null where it can.</summary>
    string? FindHandleError(string handle);

    /// <summary>
    /// The usual spelling of a handle: handles that mean one account have the same. What is no handle is given back as it is.
    /// </summary>
    string Normalise(string handle) => handle;

    /// <summary>
    /// True where a text that names no source can only mean one of this source's accounts, as <c>@handle</c> or a pasted address do.
    /// </summary>
    bool Recognises(string text) => false;

    /// <summary>
    /// Fetches one page of posts, newest first. One call of the budget.
    /// A failure of the source is part of the result; only cancellation and bugs throw.
    /// </summary>
    Task<PageResult> FetchPageAsync(PageRequest request, CancellationToken cancellationToken);

    /// <summary>
    /// Fetches the bytes of one picture. They have passed the limits of <see cref="PictureDownloadOptions"/>
    /// but have not been decoded.
    /// </summary>
    Task<PictureDownload> FetchPictureAsync(PostPicture picture, CancellationToken cancellationToken);

    /// <summary>Fetches the file of one video into its store.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="downloader">Fetches from addresses that strangers wrote.</param>
    /// <param name="cancellationToken">Gives up, with an exception.</param>
    Task<VideoDownload> FetchVideoAsync(string address, VideoDownloader downloader, CancellationToken cancellationToken) =>
        downloader.DownloadAsync(address, cancellationToken);
}
