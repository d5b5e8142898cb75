using NetVips;
using Spotter.Pictures;
using Spotter.Vision.Decoding;

namespace Spotter.Vision.Tests.Decoding;

// libvips counts the memory of the whole process.
[CollectionDefinition(nameof(VipsMemoryTests), DisableParallelization = true)]
[Collection(nameof(VipsMemoryTests))]
public sealed class VipsMemoryTests
{
    private readonly VipsPictureDecoder _decoder = new();

    [Fact]
    public void Memory_does_not_grow_with_the_number_of_pictures()
    {
        var good = new VipsPictureRenderer().Render("<svg xmlns='http://www.w3.org/2000/svg' width='64' height='32'/>", 95);
        var bad = good[..(good.Length * 2 / 3)];
        Work(good, bad, 200);
        var before = Stats.Mem;

        Work(good, bad, 2_000);

        Assert.InRange((long)Stats.Mem - (long)before, long.MinValue, 1 << 20);
    }

    private void Work(byte[] good, byte[] bad, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Decode(good, PictureFit.Pad);
            Decode(good, PictureFit.CentreCrop);
            Assert.Throws<PictureFormatException>(() => Decode(bad, PictureFit.CentreCrop));
        }
    }

    private void Decode(byte[] picture, PictureFit fit) => _decoder.Decode(picture, 16, 16, fit, new byte[16 * 16 * 3]);
}
