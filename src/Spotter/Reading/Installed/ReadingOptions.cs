using System.ComponentModel.DataAnnotations;

namespace Spotter.Reading.Installed;

/// <summary>How words in pictures are read. Settings section <c>Reading</c>.</summary>
public sealed class ReadingOptions
{
    /// <summary>The reader's name: that of its folder among the models. Default <c>ppocr-v4</c>.</summary>
    [Required]
    public string Model { get; set; } = KnownReaders.Default;

    /// <summary>
    /// True reads every new picture, also where no rule asks for its words; that takes half a second or more for each. Default false.
    /// </summary>
    public bool EveryPicture { get; set; }
}
