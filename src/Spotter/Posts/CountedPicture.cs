using Spotter.Models;
using Spotter.Pictures;

namespace Spotter.Posts;

/// <summary>What is counted of a <see cref="PictureRecord"/>.</summary>
public sealed record CountedPicture
{
    /// <summary>Its id in the picture store; null until it is stored.</summary>
    public PictureId? Id { get; init; }

    /// <summary>The best labels, the best first.</summary>
    public IReadOnlyList<LabelScore> Scores { get; init; } = [];

    /// <summary>What is written in it; null where that was not read.</summary>
    public CountedWords? Words { get; init; }
}

/// <summary>What is counted of <see cref="Reading.PictureWords"/>.</summary>
/// <param name="Lines">The lines.</param>
public sealed record CountedWords(IReadOnlyList<CountedLine> Lines);

/// <summary>What is counted of a <see cref="Reading.WordLine"/>.</summary>
/// <param name="Text">What it says.</param>
public sealed record CountedLine(string Text);
