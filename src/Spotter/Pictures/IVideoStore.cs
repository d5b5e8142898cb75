namespace Spotter.Pictures;

/// <summary>
/// Keeps the files of videos by the SHA-256 of their bytes, each once, on this machine. A file that is not whole has no name there.
/// </summary>
public interface IVideoStore : IPictureFiles
{
    /// <summary>Begins a file.</summary>
    /// <exception cref="IOException">The store cannot be written; the message names the place and what to do.</exception>
    IVideoDraft Begin();
}
