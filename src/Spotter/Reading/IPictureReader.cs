using Spotter.Pictures;

namespace Spotter.Reading;

/// <summary>Reads the words in a picture.</summary>
public interface IPictureReader
{
    /// <summary>Reads a picture's words.</summary>
    /// <param name="picture">The picture's file, in a format that <see cref="IPictureDecoder"/> reads.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="PictureFormatException">It is no picture that can be read.</exception>
    /// <exception cref="SpotterException">No reader is installed, or it cannot be run; the message says what to do.</exception>
    Task<PictureWords> ReadAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken);

    /// <summary>What <see cref="PictureWords.Reader"/> will say.</summary>
    /// <exception cref="SpotterException">No reader is installed, or it cannot be run; the message says what to do.</exception>
    Task<string> IdentifyAsync(CancellationToken cancellationToken);
}
