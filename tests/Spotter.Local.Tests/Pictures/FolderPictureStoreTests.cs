using Microsoft.Extensions.Options;
using Spotter.Contracts;
using Spotter.Contracts.Pictures;
using Spotter.Local.Pictures;
using Spotter.Pictures;

namespace Spotter.Local.Tests.Pictures;

public sealed class FolderPictureStoreTests : PictureStoreContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");

    public FolderPictureStoreTests() => Store = new FolderPictureStore(Options.Create(new PictureFolderOptions { Folder = _folder.FullName }), TimeProvider.System);

    protected override IPictureStore Store { get; }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_picture_is_one_file_named_by_its_hash_and_nothing_is_left_beside_it()
    {
        var id = await Store.SaveAsync(SamplePictures.RedBluePng, "image/png", CancellationToken.None);
        await Store.SaveAsync(SamplePictures.RedBluePng, "image/png", CancellationToken.None);

        var file = Assert.Single(_folder.EnumerateFiles("*", SearchOption.AllDirectories));
        Assert.Equal($"{id}.png", file.Name);
    }

    [Fact]
    public void What_a_crash_left_half_written_is_removed_at_the_start_unless_it_may_still_be_written()
    {
        var incoming = _folder.CreateSubdirectory("incoming").FullName;
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        foreach (var (name, hours) in new[] { ("old", 2), ("new", 0) })
        {
            File.WriteAllText(Path.Combine(incoming, name), "half a pict");
            File.SetLastWriteTimeUtc(Path.Combine(incoming, name), now.AddHours(-hours));
        }

        _ = new FolderPictureStore(Options.Create(new PictureFolderOptions { Folder = _folder.FullName }), TimeProvider.System);

        Assert.Equal(["new"], Directory.EnumerateFiles(incoming).Select(Path.GetFileName));
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_not_taken_for_pictures_that_are_gone()
    {
        var gone = Path.Combine(_folder.FullName, "disk");
        var store = new FolderPictureStore(Options.Create(new PictureFolderOptions { Folder = gone }), TimeProvider.System);

        var error = await Assert.ThrowsAsync<IOException>(() => store.ReadAsync(PictureId.Of("nothing"u8), CancellationToken.None));

        Assert.Contains(gone, error.Message);
        Assert.Contains("Pictures:Folder", error.Message);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named_with_what_to_do()
    {
        var blocked = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(blocked, "");
        var store = new FolderPictureStore(Options.Create(new PictureFolderOptions { Folder = blocked }), TimeProvider.System);

        var error = await Assert.ThrowsAsync<IOException>(() => store.SaveAsync(SamplePictures.RedBluePng, "image/png", CancellationToken.None));

        Assert.Contains(blocked, error.Message);
        Assert.Contains("Pictures:Folder", error.Message);
    }

    [SkippableFact]
    public async Task A_full_disk_is_called_so()
    {
        using var disk = new SmallDisk();
        Skip.IfNot(disk.TryMount(megabytes: 1), "No disk can be mounted here.");
        var store = new FolderPictureStore(Options.Create(new PictureFolderOptions { Folder = disk.Path }), TimeProvider.System);

        var error = await Assert.ThrowsAsync<IOException>(() => store.SaveAsync(new byte[2_000_000], "image/png", CancellationToken.None));

        Assert.Equal(
            $"A picture cannot be written below {disk.Path}: the disk is full. Free some space or set Pictures:Folder, then scan again; nothing that was stored is lost.",
            error.Message);
    }
}
