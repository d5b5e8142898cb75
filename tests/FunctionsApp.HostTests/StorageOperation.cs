namespace Spotter.FunctionsApp.HostTests;

/// <summary>One request of the task hub's, as its method and its path tell what it is.</summary>
/// <param name="Method">Of HTTP, in capitals.</param>
/// <param name="Path">Begins with the storage account.</param>
internal sealed record StorageOperation(string Method, string Path)
{
    /// <summary>True for a look into a queue, whether there is a message or not.</summary>
    public bool IsPoll => IsOfQueue && Method == "GET";

    /// <summary>True where a message is put or deleted.</summary>
    public bool ChangesQueue => IsOfQueue && Method is "POST" or "DELETE";

    /// <summary>True for the tables of instances and histories.</summary>
    public bool IsOfTable =>
        Path.Contains("Instances", StringComparison.Ordinal)
        || Path.Contains("History", StringComparison.Ordinal)
        || Path.EndsWith("$batch", StringComparison.Ordinal);

    /// <summary>True where large messages are looked for.</summary>
    public bool IsBlobList => Method == "GET" && Path.EndsWith("-largemessages", StringComparison.Ordinal);

    private bool IsOfQueue => Path.Contains("/messages", StringComparison.Ordinal);
}
