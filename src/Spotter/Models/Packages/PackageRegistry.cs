namespace Spotter.Models.Packages;

/// <summary>Where packages come from, through the client that its users have set up for it.</summary>
public enum PackageRegistry
{
    /// <summary>NuGet, with the sources, mirrors and credentials of the user's <c>NuGet.config</c>.</summary>
    NuGet,

    /// <summary>npm, with the registry and proxy of the user's <c>.npmrc</c>.</summary>
    Npm,
}
