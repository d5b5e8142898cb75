using Microsoft.Extensions.Options;
using Spotter.Contracts;
using Spotter.Contracts.Pictures;
using Spotter.Local.Pictures;
using Spotter.Pictures;

namespace Spotter.Local.Tests.Pictures;

public sealed class FolderVideoStoreTests : VideoInventoryContract, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");

    protected override IVideoInventory Store => Open();

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_video_is_one_file_named_by_its_hash_when_it_is_whole_and_has_no_name_before()
    {
        var (store, video) = (Open(), SampleVideos.Mp4());
        await using var draft = store.Begin();
        await draft.WriteAsync(video.AsMemory(0, 500), CancellationToken.None);
        var id = PictureId.Of(video);

        Assert.Null(store.Find(id));
        Assert.DoesNotContain(Files(), file => file.EndsWith(".mp4", StringComparison.Ordinal));

        await draft.WriteAsync(video.AsMemory(500), CancellationToken.None);
        Assert.Equal(id, await draft.KeepAsync(".mp4"));
        Assert.Equal([$"{id}.mp4"], Files());
        Assert.Equal(video, await File.ReadAllBytesAsync(store.Find(id)!));
    }

    [Fact]
    public async Task What_is_given_up_leaves_nothing_and_the_same_video_twice_is_one_file()
    {
        var store = Open();
        await using (var draft = store.Begin())
            await draft.WriteAsync(new byte[100], CancellationToken.None);
        Assert.Empty(Files());

        await KeepAsync(store, SampleVideos.WebM(), ".webm");
        await KeepAsync(store, SampleVideos.WebM(), ".webm");

        Assert.Single(Files());
    }

    [Fact]
    public async Task What_a_crash_left_half_written_is_removed_at_the_start_and_what_is_being_written_is_not()
    {
        var store = Open();
        await using var written = store.Begin();
        await written.WriteAsync(new byte[100], CancellationToken.None);
        await File.WriteAllBytesAsync(Path.Combine(_folder.FullName, "incoming", "left"), SampleVideos.Mp4());
        Assert.Equal(2, Files().Count);

        _ = Open();

        Assert.DoesNotContain("left", Assert.Single(Files()));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named_with_what_to_do()
    {
        var blocked = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(blocked, "");

        var error = Assert.Throws<IOException>(() => Open(blocked).Begin());

        Assert.Contains(blocked, error.Message);
        Assert.Contains("Videos:Folder", error.Message);
    }

    [SkippableFact]
    public async Task A_full_disk_is_called_so_and_keeps_no_part_of_a_video()
    {
        using var disk = new SmallDisk();
        Skip.IfNot(disk.TryMount(megabytes: 1), "No disk can be mounted here.");
        var store = Open(disk.Path);

        var error = await Assert.ThrowsAsync<IOException>(() => KeepAsync(store, SampleVideos.Mp4(2_000_000), ".mp4"));

        Assert.Contains("the disk is full. Free some space or set Videos:Folder", error.Message);
        Assert.Empty(Directory.GetFiles(disk.Path, "*", SearchOption.AllDirectories));
    }

    private static async Task KeepAsync(FolderVideoStore store, byte[] video, string extension)
    {
        await using var draft = store.Begin();
        await draft.WriteAsync(video, CancellationToken.None);
        await draft.KeepAsync(extension);
    }

    private FolderVideoStore Open(string? folder = null) =>
        new(Options.Create(new VideoFolderOptions { Folder = folder ?? _folder.FullName }));

    private List<string> Files() => [.. _folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => file.Name)];
}
