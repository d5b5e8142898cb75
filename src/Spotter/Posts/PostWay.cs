using System.Text.Json.Serialization;

namespace Spotter.Posts;

/// <summary>When a post came how far, in whole seconds after it was found: three small numbers, since there are many posts.</summary>
public sealed record PostWay
{
    /// <summary>When its pictures were stored; null where they were not, or that was not kept.</summary>
    public int? Stored { get; init; }

    /// <summary>When it was judged; null where it was not, or that was not kept.</summary>
    public int? Classified { get; init; }

    /// <summary>When nothing more was to be done; null before, where it was when it was judged, or where that was not kept.</summary>
    public int? Ended { get; init; }

    /// <summary>How many tries failed on its way.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Tries { get; init; }
}
