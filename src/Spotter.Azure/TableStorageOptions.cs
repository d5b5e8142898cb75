namespace Spotter.Azure;

/// <summary>The table service of a storage account. Settings section <c>Storage:Tables</c>.</summary>
public sealed class TableStorageOptions
{
    /// <summary>Its address, where an identity signs in. Default none.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The connection string in place of an address, as of Azurite; a secret. Default none.</summary>
    public string? ConnectionString { get; set; }
}
