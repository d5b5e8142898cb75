using Spotter.Reading;

namespace Spotter.Cli.Rows;

/// <summary>A picture, as <c>spotter read</c> shows it.</summary>
/// <param name="File">The file.</param>
/// <param name="Words">What is written in it; null where it could not be read.</param>
/// <param name="Unread">How many more lines there are, in a script that the reader does not know or too unclear to read.</param>
/// <param name="Milliseconds">The time it took to decode and read.</param>
/// <param name="Error">Why the file could not be read, or its drawing not be written; null where all was well.</param>
internal sealed record ReadRow(string File, PictureWords? Words, int Unread, double Milliseconds, string? Error);
