namespace Spotter.Cli.Output;

/// <summary>A file that a command writes: it appears whole, or not at all.</summary>
internal static class OutputFile
{
    /// <summary>Writes it.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="what">What it holds, for a message.</param>
    /// <param name="write">Writes its text.</param>
    /// <exception cref="UsageException">Nothing can be written there.</exception>
    /// <exception cref="IOException">It cannot be written now, on a full disk for example.</exception>
    public static async Task WriteAsync(string file, string what, Func<StreamWriter, Task> write)
    {
        var unfinished = $"{file}.unfinished";
        try
        {
            await using (var writer = new StreamWriter(unfinished))
                await write(writer);
            File.Move(unfinished, file, overwrite: true);
        }
        catch (Exception error) when (error is DirectoryNotFoundException or UnauthorizedAccessException)
        {
            throw new UsageException($"The {what} cannot be written to {file}: {error.Message}", error);
        }
        catch (IOException error)
        {
            throw new IOException($"The {what} cannot be written to {file}: {error.Message}", error);
        }
        finally
        {
            if (File.Exists(unfinished))
                File.Delete(unfinished);
        }
    }
}
