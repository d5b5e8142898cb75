using System.Text.Json.Serialization;
using Spotter.Accounts;
using Spotter.Models;

namespace Spotter.Posts;

/// <summary>A post in the feed of all accounts. It is read by its account and key; one that is not there was never stored.</summary>
/// <param name="Account">Who posted it.</param>
/// <param name="PostKey">The key of its record, which tells its time, too: <see cref="PostKeys.Read"/>.</param>
/// <param name="Best">What the model saw best among its pictures when it was settled; null where it saw none.</param>
public sealed record FeedEntry(AccountId Account, string PostKey, LabelScore? Best)
{
    /// <summary>The cursor with which <see cref="PostFeed.ListAsync(string?, int, CancellationToken)"/> goes on after it.</summary>
    [JsonIgnore]
    public string Place => FeedKeys.CursorAfter(this);
}
