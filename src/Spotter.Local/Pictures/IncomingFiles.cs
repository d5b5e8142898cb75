namespace Spotter.Local.Pictures;

/// <summary>
/// Files that are being written, in a folder beside the others. Who writes one holds it: what nobody holds is what a crash left.
/// </summary>
/// <param name="folder">The folder of the whole files.</param>
internal sealed class IncomingFiles(string folder)
{
    private const string Incoming = "incoming";

    // ENOSPC, and ERROR_DISK_FULL as a result code: .NET hands on what the system says.
    private const int DiskFull = 28;
    private const int DiskFullOnWindows = unchecked((int)0x80070070);

    // A process that starts may take a new file for a leftover before it is held.
    private const int MaxAttempts = 50;

    private string Folder => Path.Combine(folder, Incoming);

    /// <summary>Removes what a crash left half written.</summary>
    public void RemoveLeftovers()
    {
        try
        {
            foreach (var file in Directory.EnumerateFiles(Folder))
                RemoveLeftover(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // They do no harm but take space; where the folder cannot be written, the next file says so.
        }
    }

    /// <summary>Makes a file and holds it, but lets it be moved and read meanwhile.</summary>
    public FileStream Create()
    {
        var into = Directory.CreateDirectory(Folder).FullName;
        for (var attempt = 1; ; attempt++)
        {
            var file = Path.Combine(into, Path.GetRandomFileName());
            try
            {
                var stream = new FileStream(file, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete, 0);
                if (File.Exists(file) || attempt == MaxAttempts)
                    return stream;

                stream.Dispose();
            }
            catch (IOException) when (attempt < MaxAttempts)
            {
            }
        }
    }

    /// <summary>What an error of the disk means and what to do, as the part of a sentence.</summary>
    public static string Explain(Exception error) => error switch
    {
        UnauthorizedAccessException => "this user may not write there. Give it the right to,",
        { HResult: DiskFull or DiskFullOnWindows } => "the disk is full. Free some space",
        _ => $"{error.Message.TrimEnd('.')}. Check the disk",
    };

    private static void RemoveLeftover(string file)
    {
        try
        {
            new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose).Dispose();
        }
        catch (IOException)
        {
            // It is being written.
        }
    }
}
