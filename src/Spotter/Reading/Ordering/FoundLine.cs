using Spotter.Reading.Detecting;

namespace Spotter.Reading.Ordering;

/// <summary>A line that was read, not yet in its place among the others.</summary>
/// <param name="Box">In pixels; it runs as the line does.</param>
/// <param name="Text">What it says.</param>
/// <param name="Confidence">How surely, 0 to 1.</param>
internal sealed record FoundLine(TextBox Box, string Text, float Confidence);
