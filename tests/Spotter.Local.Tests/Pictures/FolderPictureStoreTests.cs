using Microsoft.Extensions.Options;
using Spotter.Contracts;
using Spotter.Contracts.Pictures;
using Spotter.Local.Pictures;
using Spotter.Pictures;

namespace Spotter.Local.Tests.Pictures;

public sealed class FolderPictureStoreTests : PictureStoreContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");

    public FolderPictureStoreTests() =>
        Store = new FolderPictureStore(Options.Create(new PictureFolderOptions { Folder = _folder.FullName }));

    protected override IPictureInventory Store { get; }

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
    public void What_a_crash_left_half_written_is_removed_at_the_start_and_what_is_being_written_is_not()
    {
        var incoming = _folder.CreateSubdirectory("incoming").FullName;
        File.WriteAllText(Path.Combine(incoming, "left"), "half a pict");
        using var written = new FileStream(Path.Combine(incoming, "written"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete);

        _ = new FolderPictureStore(Options.Create(new PictureFolderOptions { Folder = _folder.FullName }));

        Assert.Equal(["written"], Directory.EnumerateFiles(incoming).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    public async Task What_a_power_failure_left_under_a_name_is_replaced_when_the_picture_is_saved_again(int bytes)
    {
        var id = await Store.SaveAsync(SamplePictures.RedBluePng, "image/png", CancellationToken.None);
        var file = Assert.Single(_folder.EnumerateFiles("*", SearchOption.AllDirectories)).FullName;
        await File.WriteAllBytesAsync(file, SamplePictures.RedBluePng[..bytes]);

        await Store.SaveAsync(SamplePictures.RedBluePng, "image/png", CancellationToken.None);

        Assert.Equal(SamplePictures.RedBluePng, (await Store.ReadAsync(id, CancellationToken.None))!.Bytes.ToArray());
        Assert.Single(_folder.EnumerateFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Pictures_are_written_while_others_open_the_folder()
    {
        var options = Options.Create(new PictureFolderOptions { Folder = _folder.FullName });
        using var enough = new CancellationTokenSource();
        var opening = Task.Run(() =>
        {
            while (!enough.IsCancellationRequested)
                _ = new FolderPictureStore(options);
        });

        var ids = new List<PictureId>();
        for (var n = 0; n < 200; n++)
            ids.Add(await Store.SaveAsync(BitConverter.GetBytes(n), "image/png", CancellationToken.None));
        await enough.CancelAsync();
        await opening;

        for (var n = 0; n < ids.Count; n++)
            Assert.Equal(BitConverter.GetBytes(n), (await Store.ReadAsync(ids[n], CancellationToken.None))!.Bytes.ToArray());
    }

    [Fact]
    public async Task More_pictures_than_the_disk_is_asked_for_at_once_are_all_stored_and_nothing_else()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 100).Select(n => Store.SaveAsync(
            BitConverter.GetBytes(n / 2), "image/png", CancellationToken.None)));

        Assert.Equal(
            ids.Select(id => $"{id}.png").Distinct().Order(),
            _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.Name).Order());
        Assert.Equal(BitConverter.GetBytes(7), (await Store.ReadAsync(ids[14], CancellationToken.None))!.Bytes.ToArray());
    }

    [Fact]
    public async Task A_folder_that_is_not_there_is_not_taken_for_pictures_that_are_gone()
    {
        var gone = Path.Combine(_folder.FullName, "disk");
        var store = new FolderPictureStore(Options.Create(new PictureFolderOptions { Folder = gone }));

        var error = await Assert.ThrowsAsync<IOException>(() => store.ReadAsync(PictureId.Of("nothing"u8), CancellationToken.None));

        Assert.Contains(gone, error.Message);
        Assert.Contains("Pictures:Folder", error.Message);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named_with_what_to_do()
    {
        var blocked = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(blocked, "");
        var store = new FolderPictureStore(Options.Create(new PictureFolderOptions { Folder = blocked }));

        var error = await Assert.ThrowsAsync<IOException>(() => store.SaveAsync(
            SamplePictures.RedBluePng, "image/png", CancellationToken.None));

        Assert.Contains(blocked, error.Message);
        Assert.Contains("Pictures:Folder", error.Message);
    }

    [SkippableFact]
    public async Task A_full_disk_is_called_so()
    {
        using var disk = new SmallDisk();
        Skip.IfNot(disk.TryMount(megabytes: 1), "No disk can be mounted here.");
        var store = new FolderPictureStore(Options.Create(new PictureFolderOptions { Folder = disk.Path }));

        var error = await Assert.ThrowsAsync<IOException>(() => store.SaveAsync(new byte[2_000_000], "image/png", CancellationToken.None));

        Assert.Equal(
            $"A picture cannot be written below {disk.Path}: the disk is full. Free some space or set Pictures:Folder, then scan again; "
                + $"nothing that was stored is lost.",
            error.Message);
    }
}
