namespace Spotter.Reading.Installed;

/// <summary>
/// Finds where text is. Input [1, 3, height, width], both sides multiples of 32; output [1, 1, height, width]: how probably a pixel is one
/// of text (DB, https://arxiv.org/abs/1911.08947).
/// </summary>
public sealed record DetectionModel
{
    /// <summary>The ONNX file.</summary>
    public required ReaderFile Model { get; init; }

    /// <summary>How pixels become its input.</summary>
    public required ReaderInput Input { get; init; }

    /// <summary>A pixel is one of text from this probability on, 0 to 1.</summary>
    public required float LeastProbability { get; init; }

    /// <summary>A box is one of text from this mean probability of its pixels on, 0 to 1.</summary>
    public required float LeastScore { get; init; }

    /// <summary>Boxes are found too small by area x growth / perimeter on each side: the model was taught to shrink them.</summary>
    public required float Growth { get; init; }

    /// <summary>The most pixels of its input; larger pictures are shrunk.</summary>
    public required int MaxPixels { get; init; }

    /// <summary>The pixels of the first look, by which pictures without text are told.</summary>
    public required int FirstLookPixels { get; init; }

    /// <summary>In the first look a pixel may be one of text from this probability on, 0 to 1.</summary>
    public required float FirstLookProbability { get; init; }
}
