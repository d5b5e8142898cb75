namespace Spotter.Azure;

/// <summary>The blob service of a storage account. Settings section <c>Storage:Blobs</c>.</summary>
public sealed class BlobStorageOptions
{
    /// <summary>Its address, where an identity signs in. Default none.</summary>
    public string? ServiceUri { get; set; }

    /// <summary>The connection string in place of an address, as of Azurite; a secret. Default none.</summary>
    public string? ConnectionString { get; set; }
}
