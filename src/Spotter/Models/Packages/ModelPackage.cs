namespace Spotter.Models.Packages;

/// <summary>A package that carries a model.</summary>
/// <param name="Registry">Where it comes from.</param>
/// <param name="Id">Its name there.</param>
/// <param name="Version">The version whose files are known.</param>
/// <param name="Bytes">How long its archive is. Registries that sign what they serve make it a little longer.</param>
public sealed record ModelPackage(PackageRegistry Registry, string Id, string Version, long Bytes)
{
    /// <summary>The name that its archive has where it is downloaded by hand.</summary>
    public string ArchiveName => Registry == PackageRegistry.NuGet
        ? $"{Id}.{Version}.nupkg".ToLowerInvariant()
        : $"{Id.TrimStart('@').Replace('/', '-')}-{Version}.tgz";

    /// <inheritdoc/>
    public override string ToString() => $"{Id} {Version}";
}
