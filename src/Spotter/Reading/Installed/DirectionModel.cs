namespace Spotter.Reading.Installed;

/// <summary>
/// Tells lines that are upside down. Input [lines, 3, <see cref="Height"/>, <see cref="Width"/>]; output [lines, 2]: upright, upside down.
/// </summary>
public sealed record DirectionModel
{
    /// <summary>The ONNX file.</summary>
    public required ReaderFile Model { get; init; }

    /// <summary>How pixels become its input.</summary>
    public required ReaderInput Input { get; init; }

    /// <summary>In pixels.</summary>
    public required int Width { get; init; }

    /// <summary>In pixels.</summary>
    public required int Height { get; init; }

    /// <summary>A line is upside down from this probability on, 0 to 1.</summary>
    public required float LeastScore { get; init; }
}
