using System.Formats.Tar;
using System.IO.Compression;
using Spotter.Local.Packages;
using Spotter.Models;
using Spotter.Models.Packages;

namespace Spotter.Local.Tests.Packages;

/// <summary>The real npm against a registry on this machine.</summary>
public sealed class NpmPackageClientTests
{
    private static readonly ModelPackage Package = new(PackageRegistry.Npm, "some-model", "1.2.3", 300);

    [Fact]
    public async Task A_package_comes_from_the_registry_that_the_config_names()
    {
        await using var server = (await PackageServer.StartAsync(Package, MakeArchive())).WithNpmConfig();

        await new NpmPackageClient(folder: server.Folder).FetchAsync(Package, server.File, null, CancellationToken.None);

        Assert.Equal(server.Archive, await File.ReadAllBytesAsync(server.File));
    }

    [Fact]
    public async Task What_was_cut_off_on_its_way_to_its_place_is_no_package()
    {
        await using var server = (await PackageServer.StartAsync(Package, MakeArchive())).WithNpmConfig();
        await File.WriteAllTextAsync($"{server.File}.arriving", "half");

        await new NpmPackageClient(folder: server.Folder).FetchAsync(Package, server.File, null, CancellationToken.None);

        Assert.Equal(server.Archive, await File.ReadAllBytesAsync(server.File));
        Assert.False(File.Exists($"{server.File}.arriving"));
    }

    [Fact]
    public async Task What_npm_says_is_told_in_one_line()
    {
        await using var server = (await PackageServer.StartAsync(Package, MakeArchive())).WithNpmConfig();
        var other = Package with { Id = "another-model" };

        var error = await Assert.ThrowsAsync<ModelException>(() =>
            new NpmPackageClient(folder: server.Folder).FetchAsync(other, server.File, null, CancellationToken.None));

        Assert.Contains("E404", error.Message, StringComparison.Ordinal);
        Assert.Contains("another-model-1.2.3.tgz", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task Without_npm_the_message_says_what_to_install_or_to_download()
    {
        var error = await Assert.ThrowsAsync<ModelException>(() =>
            new NpmPackageClient("no-such-npm").FetchAsync(Package, "/nowhere/package", null, CancellationToken.None));

        Assert.Contains("Install Node.js", error.Message, StringComparison.Ordinal);
        Assert.Contains("some-model-1.2.3.tgz", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task An_npm_that_never_ends_is_ended()
    {
        Skip.If(OperatingSystem.IsWindows(), "it takes a shell script for npm");
        var folder = Directory.CreateTempSubdirectory("spotter-npm-test-");
        try
        {
            var npm = Path.Combine(folder.FullName, "npm");
            await File.WriteAllTextAsync(npm, "#!/bin/sh\nsleep 600\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(npm, UnixFileMode.UserRead | UnixFileMode.UserExecute);

            var error = await Assert.ThrowsAsync<ModelException>(() =>
                new NpmPackageClient(npm, maxTime: TimeSpan.FromSeconds(0.1)).FetchAsync(
                    Package, Path.Combine(folder.FullName, "package"), null, CancellationToken.None));

            Assert.Contains("npm has not brought some-model 1.2.3 within 0", error.Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static byte[] MakeArchive()
    {
        var archive = new MemoryStream();
        using (var zip = new GZipStream(archive, CompressionMode.Compress, leaveOpen: true))
        using (var tar = new TarWriter(zip))
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "package/package.json")
            {
                DataStream = new MemoryStream("""{ "name": "some-model", "version": "1.2.3" }"""u8.ToArray()),
            });
        return archive.ToArray();
    }
}
