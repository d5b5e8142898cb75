using Spotter.Pictures;

namespace Spotter.Reading;

/// <summary>A line of words in a picture.</summary>
/// <param name="Text">What it says, spaces between its words.</param>
/// <param name="Confidence">How sure the reader is of it, from 0 to 1.</param>
/// <param name="Box">The four corners of its box, clockwise from where the line begins at the top.</param>
public sealed record WordLine(string Text, float Confidence, IReadOnlyList<PicturePoint> Box);
