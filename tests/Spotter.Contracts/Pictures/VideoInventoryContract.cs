using System.Text;
using Spotter.Pictures;
using Xunit;

namespace Spotter.Contracts.Pictures;

/// <summary>What every place of files of videos must do that is shown and copied.</summary>
public abstract class VideoInventoryContract
{
    // More than one block, or one buffer, of any of them.
    private static readonly byte[] Video = SampleVideos.Mp4(5 * 1024 * 1024);

    protected abstract IVideoInventory Store { get; }

    [Fact]
    public async Task What_is_stored_is_listed_opened_with_its_type_and_sought_through()
    {
        var id = await SaveAsync(Video, "video/mp4");
        var other = await SaveAsync(SampleVideos.WebM(), "video/webm");

        await using var found = (await Store.OpenAsync(id, CancellationToken.None))!;
        var part = new byte[1_000];
        found.Bytes.Position = Video.Length - 1_000;
        await found.Bytes.ReadExactlyAsync(part);
        found.Bytes.Position = 4;
        var head = new byte[6];
#pragma warning disable CA1835, CA2022 // Some that read a stream know only this way.
        var read = await found.Bytes.ReadAsync(head, 1, 4, CancellationToken.None);
#pragma warning restore CA1835, CA2022
        found.Bytes.Position = 0;
        using var whole = new MemoryStream();
        await found.Bytes.CopyToAsync(whole);

        Assert.Equal("video/mp4", found.MediaType);
        Assert.Equal(Video.Length, found.Bytes.Length);
        Assert.Equal(Video[^1_000..], part);
        Assert.Equal((4, "\0ftyp\0"), (read, Encoding.ASCII.GetString(head)));
        Assert.True(Video.AsSpan().SequenceEqual(whole.ToArray()));
        await using var webm = (await Store.OpenAsync(other, CancellationToken.None))!;
        Assert.Equal("video/webm", webm.MediaType);
        Assert.Equal(
            new[] { id, other }.OrderBy(one => one.Hex),
            (await Store.ListAsync(CancellationToken.None).ToListAsync()).OrderBy(one => one.Hex));
    }

    [Fact]
    public async Task Bytes_that_are_others_than_their_name_says_are_not_stored()
    {
        var id = PictureId.Of(Video);
        await using var video = new StoredVideo(new MemoryStream(Video[..^1]), "video/mp4");

        Assert.False(await Store.SaveAsync(id, video, CancellationToken.None));
        Assert.False(await Store.ContainsAsync(id, CancellationToken.None));
        Assert.Null(await Store.OpenAsync(id, CancellationToken.None));
        Assert.Empty(await Store.ListAsync(CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task Twice_is_once_and_what_is_removed_is_gone()
    {
        var id = await SaveAsync(SampleVideos.WebM(), "video/webm");
        await SaveAsync(SampleVideos.WebM(), "video/webm");
        Assert.Equal([id], await Store.ListAsync(CancellationToken.None).ToListAsync());
        Assert.True(await Store.ContainsAsync(id, CancellationToken.None));

        await Store.RemoveAsync(id, CancellationToken.None);
        await Store.RemoveAsync(id, CancellationToken.None);

        Assert.Null(await Store.OpenAsync(id, CancellationToken.None));
    }

    private async Task<PictureId> SaveAsync(byte[] bytes, string mediaType)
    {
        await using var video = new StoredVideo(new MemoryStream(bytes), mediaType);
        var id = PictureId.Of(bytes);
        Assert.True(await Store.SaveAsync(id, video, CancellationToken.None));
        return id;
    }
}
