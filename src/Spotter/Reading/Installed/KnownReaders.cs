using System.Text.Json;
using Spotter.Models.Packages;

namespace Spotter.Reading.Installed;

/// <summary>Readers that come in packages.</summary>
public static class KnownReaders
{
    /// <summary>The name of the reader where the settings name none.</summary>
    public const string Default = "ppocr-v4";

    /// <summary>PP-OCRv4 in its small version.</summary>
    public static ReaderDescription PpOcrV4 { get; } =
        JsonSerializer.Deserialize(PackagedModels.Find(Default)!.OpenDescription(), ReaderJson.Default.ReaderDescription)!;
}
