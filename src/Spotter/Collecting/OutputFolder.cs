namespace Spotter.Collecting;

/// <summary>The folder that files are written into.</summary>
public static class OutputFolder
{
    /// <summary>Makes it if need be.</summary>
    /// <exception cref="CollectingException">There can be no such folder.</exception>
    public static void Make(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CollectingException($"--out is {folder}, which cannot be made a folder: {error.Message} Name another.");
        }
    }
}
