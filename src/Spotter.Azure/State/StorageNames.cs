namespace Spotter.Azure.State;

/// <summary>The names of what the app keeps in its storage account; the deployment makes them too.</summary>
public static class StorageNames
{
    /// <summary>The table of all records.</summary>
    public const string Table = "spotter";

    /// <summary>The container of the values that outgrow a row of the table.</summary>
    public const string State = "state";

    /// <summary>The container of the pictures.</summary>
    public const string Pictures = "pictures";

    /// <summary>The container of the files of videos that <c>spotter copy</c> brought.</summary>
    public const string Videos = "videos";

    /// <summary>The container of the models that were uploaded.</summary>
    public const string Models = "models";
}
