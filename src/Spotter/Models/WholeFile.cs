namespace Spotter.Models;

/// <summary>Reads a file of a model whole, and only where that can end: a pipe is waited for, and a device goes on forever.</summary>
internal static class WholeFile
{
    /// <param name="file">A file that is there.</param>
    /// <param name="maxBytes">The most bytes that the model's files may have.</param>
    /// <param name="before">How many bytes those have that were read before.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ModelException">It is a folder, a pipe, a device, empty or larger.</exception>
    /// <exception cref="ModelStoreException">The disk does not give it.</exception>
    public static async Task<byte[]> ReadAsync(string file, long maxBytes, long before, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadWholeAsync(file, maxBytes, before, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ModelStoreException($"{file} cannot be read: {error.Message}", error);
        }
    }

    private static async Task<byte[]> ReadWholeAsync(string file, long maxBytes, long before, CancellationToken cancellationToken)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Measure(file, maxBytes, before));
        await using var stream = new FileStream(
            file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous);
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }

    // Opening a pipe would wait for a writer. Pipes and devices have no length, whatever can be read from them; that of a link is its own.
    private static int Measure(string file, long maxBytes, long before)
    {
        if (Directory.Exists(file))
            throw new ModelException($"{file} is a folder where a file should be.");

        var length = (new FileInfo(File.ResolveLinkTarget(file, returnFinalTarget: true)?.FullName ?? file)).Length;
        if (length == 0)
            throw new ModelException($"{file} cannot be read: it is empty, or a pipe or a device. Put the file itself there.");
        if (length > Math.Min(maxBytes, Array.MaxLength) - before)
            throw new ModelException(
                $"{file} has {length} bytes{(before == 0 ? "" : $" beside the {before} of the model")}, and Models:MaxBytes lets "
                    + $"{maxBytes} pass; "
                    + $"no ONNX model has more than {int.MaxValue}."
            );

        return (int)length;
    }
}
