using Spotter.Pictures;
using Xunit;

namespace Spotter.Contracts.Pictures;

/// <summary>What every picture store does.</summary>
public abstract class PictureStoreContract
{
    protected abstract IPictureInventory Store { get; }

    [Fact]
    public async Task A_picture_is_read_back_under_the_hash_of_its_bytes()
    {
        var id = await Store.SaveAsync(SamplePictures.RedBluePng, "image/png", CancellationToken.None);
        var read = await Store.ReadAsync(id, CancellationToken.None);

        Assert.Equal(PictureId.Of(SamplePictures.RedBluePng), id);
        Assert.Equal(SamplePictures.RedBluePng, read!.Bytes.ToArray());
        Assert.Equal("image/png", read.MediaType);
    }

    [Fact]
    public async Task A_picture_that_is_not_stored_is_null() =>
        Assert.Null(await Store.ReadAsync(PictureId.Of("nothing"u8), CancellationToken.None));

    [Fact]
    public async Task Many_may_store_the_same_picture_at_once()
    {
        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(
            _ => Task.Run(() => Store.SaveAsync(SamplePictures.AnimatedGif, "image/gif", CancellationToken.None))));

        Assert.Single(ids.Distinct());
        Assert.Equal(SamplePictures.AnimatedGif, (await Store.ReadAsync(ids[0], CancellationToken.None))!.Bytes.ToArray());
    }

    [Fact]
    public async Task What_is_stored_is_listed_until_it_is_removed()
    {
        var kept = await Store.SaveAsync(SamplePictures.OrangeWebp, "image/webp", CancellationToken.None);
        var removed = await Store.SaveAsync(SamplePictures.TransparentPng, "image/png", CancellationToken.None);
        Assert.Contains(removed, await Store.ListAsync(CancellationToken.None).ToListAsync());

        await Store.RemoveAsync(removed, CancellationToken.None);
        await Store.RemoveAsync(removed, CancellationToken.None);

        var listed = await Store.ListAsync(CancellationToken.None).ToListAsync();
        Assert.Contains(kept, listed);
        Assert.DoesNotContain(removed, listed);
        Assert.Null(await Store.ReadAsync(removed, CancellationToken.None));
    }
}
