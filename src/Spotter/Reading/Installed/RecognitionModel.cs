namespace Spotter.Reading.Installed;

/// <summary>
/// Reads a line. Input [lines, 3, <see cref="Height"/>, width]; output [lines, steps, classes]: CTC with the blank first, then the
/// characters of the list, then the space.
/// </summary>
public sealed record RecognitionModel
{
    /// <summary>The ONNX file.</summary>
    public required ReaderFile Model { get; init; }

    /// <summary>How pixels become its input.</summary>
    public required ReaderInput Input { get; init; }

    /// <summary>The characters that it knows, one on each line of a UTF-8 text.</summary>
    public required ReaderFile Characters { get; init; }

    /// <summary>The height of a line, in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>The greatest width of a line, in pixels; a longer one is squeezed.</summary>
    public required int MaxWidth { get; init; }

    /// <summary>What is read less surely is left out, 0 to 1: what is written in another script would be nonsense.</summary>
    public required float LeastConfidence { get; init; }
}
