namespace Spotter.Sources.Feed;

/// <summary>What an entry's links lead to (RFC 4287, 4.2.7.2).</summary>
internal static class FeedLinks
{
    /// <summary>The entry's own page.</summary>
    public const string Page = "alternate";

    /// <summary>A file that belongs to the entry.</summary>
    public const string Enclosure = "enclosure";

    /// <summary>The picture that stands for the entry. Of our own: no dialect but JSON Feed has it.</summary>
    public const string Cover = "cover";
}
