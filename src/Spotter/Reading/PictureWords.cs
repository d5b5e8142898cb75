using System.Text.Json.Serialization;

namespace Spotter.Reading;

/// <summary>What is written in a picture.</summary>
/// <param name="Reader">Who read it: the reader's name, the hash of its models and the version of the way they are used.</param>
/// <param name="Lines">The lines in reading order, a column after the other; empty where nothing is written.</param>
public sealed record PictureWords(string Reader, IReadOnlyList<WordLine> Lines)
{
    /// <summary>
    /// Lines of a script that the reader does not know, or that it cannot make out, with the letters it takes them for: they only say that
    /// something is written there. Null where there are none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<WordLine>? Unread { get; init; }
}
