using System.Security.Cryptography;
using Spotter.Learning.Features;
using Spotter.Learning.Requests;

namespace Spotter.Learning.Tests.Features;

public sealed class PictureChangeTests
{
    private const int Width = 20;
    private const int Height = 12;
    private static readonly PictureChange Nothing = new(0, 0, 1, 1, Mirrored: false, Brightness: 1);

    [Fact]
    public void No_change_keeps_every_pixel() => Assert.Equal(Picture(), Nothing.Apply(Picture(), Width, Height));

    [Fact]
    public void A_mirrored_picture_mirrored_again_is_the_picture()
    {
        var mirrored = (Nothing with { Mirrored = true }).Apply(Picture(), Width, Height);

        Assert.NotEqual(Picture(), mirrored);
        Assert.Equal(Picture(), (Nothing with { Mirrored = true }).Apply(mirrored, Width, Height));
    }

    [Fact]
    public void A_brighter_picture_is_brighter_and_no_value_runs_over()
    {
        var brighter = (Nothing with { Brightness = 2 }).Apply(Picture(), Width, Height);

        Assert.All(Picture().Zip(brighter), pair => Assert.Equal(Math.Min(255, pair.First * 2), pair.Second));
    }

    [Fact]
    public void A_part_fills_the_whole()
    {
        // Only the left half is white.
        var half = Enumerable.Range(0, Width * Height * 3).Select(i => i / 3 % Width < Width / 2 ? (byte)255 : (byte)0).ToArray();

        Assert.All((Nothing with { Width = 0.45 }).Apply(half, Width, Height), value => Assert.Equal(255, value));
        Assert.All((Nothing with { Left = 0.55, Width = 0.45 }).Apply(half, Width, Height), value => Assert.Equal(0, value));
    }

    [Fact]
    public void What_lies_beyond_the_edge_is_mirrored_in()
    {
        var smaller = (Nothing with { Left = -0.5, Width = 2 }).Apply(Picture(), Width, Height);

        for (var x = 0; x < Width / 4; x++)
            Assert.Equal(smaller[3 * (5 + x)], smaller[3 * (4 - x)]);
    }

    [Fact]
    public void A_change_depends_on_the_picture_the_copy_and_the_seed()
    {
        var all = new Augmentation { Flip = true, Crop = true, Scale = true, Brightness = true };
        var (one, other) = (SHA256.HashData([1]), SHA256.HashData([2]));

        Assert.Equal(PictureChange.Of(all, one, 0, 5), PictureChange.Of(all, one, 0, 5));
        Assert.Equal(
            4,
            new[]
            {
                PictureChange.Of(all, one, 0, 5),
                PictureChange.Of(all, other, 0, 5),
                PictureChange.Of(all, one, 1, 5),
                PictureChange.Of(all, one, 0, 6),
            }
                .Distinct()
                .Count()
        );
        Assert.Equal(Nothing, PictureChange.Of(new Augmentation(), one, 0, 5));
    }

    private static byte[] Picture()
    {
        var pixels = new byte[Width * Height * 3];
        new Random(4).NextBytes(pixels);
        return pixels;
    }
}
