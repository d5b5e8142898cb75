using System.Text.Json.Serialization;
using Spotter.Models;
using Spotter.Reading;

namespace Spotter.Cli.Rows;

/// <summary>A picture, as <c>spotter label</c> shows it.</summary>
/// <param name="File">The file.</param>
/// <param name="Labels">The best labels with their scores; empty where the file is no picture.</param>
/// <param name="Milliseconds">The time it took to decode and classify.</param>
/// <param name="Error">Why the file could not be classified; null where it could.</param>
/// <param name="Words">What is written in it; null where nobody asked.</param>
internal sealed record LabelRow(
    string File,
    IReadOnlyList<LabelScore> Labels,
    double Milliseconds,
    string? Error,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<WordLine>? Words = null);
