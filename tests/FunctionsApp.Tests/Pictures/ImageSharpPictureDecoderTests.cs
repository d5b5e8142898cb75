using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.PixelFormats;
using Spotter.Contracts;
using Spotter.Contracts.Pictures;
using Spotter.FunctionsApp.Pictures;
using Spotter.Local.Pictures;
using Spotter.Pictures;

namespace Spotter.FunctionsApp.Tests.Pictures;

public sealed class ImageSharpPictureDecoderTests : PictureDecoderContract
{
    protected override IPictureDecoder Decoder { get; } = new ImageSharpPictureDecoder();

    [Fact]
    public void A_picture_of_more_than_a_hundred_megapixels_is_refused_before_it_is_decoded()
    {
        var error = Assert.Throws<PictureFormatException>(() => Decode(SamplePictures.HugePng, 8, 8, PictureFit.Squash));
        Assert.Contains("20000 x 20000", error.Message);
    }

    public static TheoryData<IImageEncoder> Encoders { get; } =
        [new JpegEncoder(), new PngEncoder(), new TiffEncoder(), new WebpEncoder { FileFormat = WebpFileFormatType.Lossless }];

    [Theory]
    [MemberData(nameof(Encoders), DisableDiscoveryEnumeration = true)]
    public void Wherever_a_file_is_damaged_it_is_read_or_refused(IImageEncoder encoder)
    {
        using var image = new Image<Rgb24>(16, 16, new Rgb24(200, 100, 50));
        using var file = new MemoryStream();
        image.Save(file, encoder);

        var refused = 0;
        for (var at = 0; at < file.Length; at++)
            foreach (var value in (byte[])[0, 1, 0x7F, 0xFF])
            {
                var damaged = file.ToArray();
                damaged[at] = value;
                if (Record.Exception(() => Decode(damaged, 8, 8, PictureFit.Squash)) is not { } error)
                    continue;

                Assert.IsType<PictureFormatException>(error);
                refused++;
            }

        Assert.NotEqual(0, refused);
    }

    [SkippableFact]
    public void Photographs_look_as_they_do_to_libvips()
    {
        const int Size = 224;
        var vips = new VipsPictureDecoder();
        foreach (var file in Directory.EnumerateFiles(TestData.Require("images", "hotdog", "hot_dog")).Order(StringComparer.Ordinal).Take(20))
            foreach (var fit in Enum.GetValues<PictureFit>())
            {
                var bytes = File.ReadAllBytes(file);
                var expected = new byte[Size * Size * 3];
                vips.Decode(bytes, Size, Size, fit, expected);
                var difference = Decode(bytes, Size, Size, fit).Zip(expected).Average(pair => Math.Abs(pair.First - pair.Second));
                Assert.True(difference < 8, $"{Path.GetFileName(file)} {fit}: {difference:0.0} of 255 on average");
            }
    }

    [SkippableFact]
    public void A_photograph_that_was_cut_short_is_refused()
    {
        var whole = File.ReadAllBytes(Directory.EnumerateFiles(TestData.Require("images", "hotdog", "hot_dog")).Order(StringComparer.Ordinal).First());
        Assert.Throws<PictureFormatException>(() => Decode(whole[..(whole.Length / 2)], 224, 224, PictureFit.Squash));
    }
}
