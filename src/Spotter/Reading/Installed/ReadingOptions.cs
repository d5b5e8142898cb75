using System.ComponentModel.DataAnnotations;

namespace Spotter.Reading.Installed;

/// <summary>How words in pictures are read. Settings section <c>Reading</c>.</summary>
public sealed class ReadingOptions
{
    /// <summary>The reader's name: that of its folder among the models. Default <c>ppocr-v4</c>.</summary>
    [Required]
    public string Model { get; set; } = KnownReaders.PpOcrV4.Name;
}
