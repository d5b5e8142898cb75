using NetVips;
using Spotter.Contracts.Pictures;
using Spotter.Pictures;
using Spotter.Vision.Decoding;

namespace Spotter.Vision.Tests.Decoding;

public sealed class VipsPictureDecoderTests : PictureDecoderContract
{
    // Left half red, right half blue.
    private const string TwoHalves =
        "<svg xmlns='http://www.w3.org/2000/svg' width='64' height='32'><rect width='32' height='32' fill='red'/><rect x='32' "
            + "width='32' height='32' fill='blue'/></svg>";

    protected override IPictureDecoder Decoder { get; } = new VipsPictureDecoder();

    [Fact]
    public void A_jpeg_is_upright_as_its_exif_data_asks()
    {
        var turned = WithOrientation(new VipsPictureRenderer().Render(TwoHalves, 95), 6);
        var pixels = Decode(turned, 8, 16, PictureFit.Squash);

        Assert.True(pixels[0] > 200 && pixels[2] < 60, "the top is what was the left side: red");
        Assert.True(pixels[^3] < 60 && pixels[^1] > 200, "the bottom is what was the right side: blue");
    }

    [Theory]
    [InlineData(".jpg", "image/jpeg")]
    [InlineData(".png", "image/png")]
    [InlineData(".webp", "image/webp")]
    [InlineData(".gif", "image/gif")]
    [InlineData(".tif", "image/tiff")]
    [InlineData(".avif", "image/avif")]
    public void Every_format_that_the_first_bytes_tell_is_read(string extension, string mediaType)
    {
        var file = Save(extension);

        Assert.Equal(mediaType, PictureSniffer.FindMediaType(file));
        Assert.Equal(new PictureInfo(mediaType, 64, 32), Decoder.Identify(file));
        var pixels = Decode(file, 2, 1, PictureFit.Squash);
        Assert.True(pixels[0] > 150 && pixels[2] < 100 && pixels[3] < 100 && pixels[5] > 150, string.Join(",", pixels));
    }

    [Theory]
    [InlineData("svgload")]
    [InlineData("ppm")]
    [InlineData("pdf")]
    public void What_the_first_bytes_do_not_tell_is_refused_though_the_library_could_read_it(string format)
    {
        var file = format switch
        {
            "ppm" => System.Text.Encoding.ASCII.GetBytes("P6 1 1 255\nabc"),
            "pdf" => "%PDF-1.4\n"u8.ToArray(),
            _ => System.Text.Encoding.ASCII.GetBytes(TwoHalves),
        };
        Assert.Null(PictureSniffer.FindMediaType(file));
        Assert.Contains("not a JPEG", Assert.Throws<PictureFormatException>(() => Decoder.Identify(file)).Message);
    }

    [Fact]
    public void A_file_that_only_begins_like_a_picture_is_refused()
    {
        foreach (var extension in new[] { ".jpg", ".png", ".webp", ".gif", ".tif", ".avif" })
        {
            byte[] file = [.. Save(extension)[..20], .. new byte[500]];
            Assert.Throws<PictureFormatException>(() => Decode(file, 8, 8, PictureFit.Squash));
        }
    }

    [Fact]
    public void A_jpeg_in_cmyk_becomes_rgb()
    {
        var pixels = Decode(CmykJpeg(), 4, 4, PictureFit.Squash);
        Assert.True(pixels[0] > 150 && pixels[1] < 120, $"{pixels[0]},{pixels[1]},{pixels[2]}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(255)]
    public void Of_a_tiff_of_five_channels_the_colours_count(byte last)
    {
        var pixels = Decode(FiveChannelTiff([200, 100, 50, 7, last]), 2, 2, PictureFit.Squash);
        Assert.Equal([200, 100, 50, 200, 100, 50, 200, 100, 50, 200, 100, 50], pixels);
    }

    [Fact]
    public void A_jpeg_that_was_cut_short_is_refused_with_the_librarys_reason()
    {
        var whole = new VipsPictureRenderer().Render(TwoHalves, 95);

        var error = Assert.Throws<PictureFormatException>(() => Decode(whole[..(whole.Length * 2 / 3)], 8, 8, PictureFit.Squash));

        Assert.Contains("JPEG", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_jpeg_that_lacks_nothing_but_its_end_is_read()
    {
        var whole = new VipsPictureRenderer().Render(TwoHalves, 95);

        Assert.Equal(Decode(whole, 8, 8, PictureFit.Squash), Decode(whole[..^2], 8, 8, PictureFit.Squash));
    }

    [Fact]
    public void Nor_does_it_matter_that_its_data_ends_with_zeros()
    {
        var whole = Grey();
        Assert.Equal(0, whole[^100..^2].Max());

        Assert.Equal(Decode(whole, 8, 8, PictureFit.Squash), Decode(whole[..^2], 8, 8, PictureFit.Squash));
        Assert.Throws<PictureFormatException>(() => Decode(whole[..^50], 8, 8, PictureFit.Squash));
        Assert.Throws<PictureFormatException>(() => Decode([.. whole[..^2], .. new byte[100]], 8, 8, PictureFit.Squash));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void A_jpeg_that_lacks_rows_is_refused(double part)
    {
        var whole = Photograph(seed: 1);
        var header = whole.AsSpan().LastIndexOf([(byte)0xFF, (byte)0xDA]);

        Assert.Throws<PictureFormatException>(() => Decode(
            whole[..(header + (int)((whole.Length - header) * part))], 8, 8, PictureFit.Squash));
    }

    [Theory]
    [InlineData(0.1, PictureFit.Squash)]
    [InlineData(0.9, PictureFit.Pad)]
    [InlineData(0.9, PictureFit.CentreCrop)]
    public void A_check_sees_that_rows_are_missing_whatever_was_asked_for_before(double part, PictureFit fit)
    {
        var whole = Photograph(seed: 1);
        var header = whole.AsSpan().LastIndexOf([(byte)0xFF, (byte)0xDA]);
        Decode(whole, 8, 4, fit);

        Decoder.Check(whole, strictly: false);

        Assert.Throws<PictureFormatException>(() => Decoder.Check(
            whole.AsMemory(0, header + (int)((whole.Length - header) * part)), strictly: false));
    }

    [Theory]
    [InlineData(2_000, 1)]
    [InlineData(2_000, 3)]
    [InlineData(3, 2_000)]
    public void A_jpeg_of_a_few_rows_or_columns_is_read(int width, int height)
    {
        using var grey = (Image.Black(width, height, bands: 3) + 128).Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);

        Assert.Contains((byte)128, Decode(grey.JpegsaveBuffer(), 8, 8, PictureFit.Pad));
    }

    [Theory]
    [InlineData(PictureFit.Squash)]
    [InlineData(PictureFit.Pad)]
    [InlineData(PictureFit.CentreCrop)]
    public void A_picture_that_was_checked_decodes_as_one_that_was_not(PictureFit fit)
    {
        byte[] other = Photograph(seed: 2), picture = Photograph(seed: 1);
        var expected = Decode(picture, 32, 24, fit);
        Decode(other, 32, 24, fit);

        Decoder.Check(picture, strictly: false);
        Decoder.Check(other, strictly: false);

        Assert.Equal(expected, Decode(picture, 32, 24, fit));
        Assert.Equal(expected, Decode(picture, 32, 24, fit));
        Assert.NotEqual(expected, Decode(other, 32, 24, fit));
        Assert.Equal(8 * 8 * 3, Decode(picture, 8, 8, fit).Length);
    }

    [Theory]
    [InlineData(0.3)]
    [InlineData(0.9)]
    public void A_jpeg_that_was_cut_and_closed_is_damaged_for_a_strict_check_alone(double part)
    {
        var whole = Photograph(seed: 1);
        var header = whole.AsSpan().LastIndexOf([(byte)0xFF, (byte)0xDA]);
        byte[] closed = [.. whole[..(header + (int)((whole.Length - header) * part))], 0xFF, 0xD9];

        Decoder.Check(whole, strictly: true);
        Decoder.Check(closed, strictly: false);

        Assert.Throws<PictureFormatException>(() => Decoder.Check(closed, strictly: true));
    }

    [Fact]
    public void Many_pictures_may_be_checked_before_they_are_decoded()
    {
        var pictures = Enumerable.Range(1, 100).Select(Photograph).ToList();
        var expected = pictures.Select(picture => Decode(picture, 32, 24, PictureFit.Squash)).ToList();

        pictures.ForEach(picture => Decoder.Check(picture, strictly: true));

        Assert.Equal(expected, pictures.Select(picture => Decode(picture, 32, 24, PictureFit.Squash)));
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void A_jpeg_whose_last_part_is_zeros_is_refused(double part)
    {
        var holed = Photograph(seed: 1);
        holed.AsSpan((int)(holed.Length * part)).Clear();

        Assert.Throws<PictureFormatException>(() => Decode(holed, 8, 8, PictureFit.Squash));
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".tif")]
    public void A_picture_in_another_colour_space_has_the_colours_of_srgb(string extension)
    {
        using var plain = Image.NewFromBuffer(Save(".png"));
        using var wide = plain.IccTransform("p3", inputProfile: "srgb");
        var file = wide.WriteToBuffer(extension);
        Assert.True(wide.Getpoint(4, 16)[1] > 40, "the green of red, which is not in sRGB");

        var pixels = Decode(file, 2, 1, PictureFit.Squash);

        Assert.All(
            Decode(Save(".png"), 2, 1, PictureFit.Squash).Zip(pixels), pair => Assert.InRange(pair.Second, pair.First - 8, pair.First + 8));
    }

    [Fact]
    public void A_profile_that_cannot_be_read_is_as_none()
    {
        using var image = Image.NewFromBuffer(Save(".png"));
        using var odd = image.Mutate(mutable => mutable.Set(GValue.BlobType, "icc-profile-data", "this is no profile"u8.ToArray()));

        Assert.Equal(Decode(Save(".png"), 2, 1, PictureFit.Squash), Decode(odd.WriteToBuffer(".tif"), 2, 1, PictureFit.Squash));
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".webp")]
    public void A_picture_that_its_format_shrinks_is_as_one_that_is_shrunk_from_its_pixels(string extension)
    {
        using var large = Image.NewFromBuffer(new VipsPictureRenderer().Render(TwoHalves, 95)).Resize(33, kernel: Enums.Kernel.Linear);
        using var turned = large.Mutate(mutable => mutable.Set(GValue.GIntType, "orientation", 6));
        foreach (var fit in Enum.GetValues<PictureFit>())
        {
            var pixels = Decode(turned.WriteToBuffer(extension), 24, 40, fit);
            var exact = Decode(turned.WriteToBuffer(".png"), 24, 40, fit);

            Assert.All(exact.Zip(pixels), pair => Assert.InRange(pair.Second, pair.First - 12, pair.First + 12));
        }
    }

    [Fact]
    public void A_phones_photograph_with_a_gain_map_is_read_as_the_jpeg_that_it_also_is()
    {
        using var bright = Image.Black(64, 32, 3).Linear([1], [1.5]).Copy(interpretation: Enums.Interpretation.Scrgb);
        var photograph = bright.UhdrsaveBuffer();

        Assert.Equal(new PictureInfo("image/jpeg", 64, 32), Decoder.Identify(photograph));
        Assert.All(Decode(photograph, 2, 1, PictureFit.Squash), value => Assert.True(value > 100));
    }

    [Fact]
    public void A_reason_is_that_of_its_own_picture_also_where_many_fail_side_by_side()
    {
        var files = new[] { ".jpg", ".png", ".webp", ".gif", ".tif" }.Select(extension => Save(extension)).Select(
            file => file[..(file.Length / 2)]).ToList();
        var expected = files.Select(Reason).ToList();
        Assert.Equal(files.Count, expected.Distinct().Count());

        var reasons = Enumerable.Range(0, 400).AsParallel().AsOrdered().WithDegreeOfParallelism(8).Select(
            n => Reason(files[n % files.Count])).ToList();

        Assert.All(reasons.Select((reason, n) => (reason, n)), pair => Assert.Equal(expected[pair.n % files.Count], pair.reason));
    }

    [Theory]
    [InlineData(".jpg")]
    [InlineData(".png")]
    [InlineData(".webp")]
    [InlineData(".gif")]
    [InlineData(".tif")]
    [InlineData(".avif")]
    public void A_reason_is_in_words_and_names_no_part_of_the_library(string extension)
    {
        var file = Save(extension);

        var reason = Reason(file[..(file.Length / 2)]);

        Assert.DoesNotMatch(@"(^|; )\w+:", reason);
        Assert.DoesNotContain("unable to fetch", reason);
    }

    private static byte[] Save(string extension)
    {
        using var image = Image.NewFromBuffer(new VipsPictureRenderer().Render(TwoHalves, 95));
        return image.WriteToBuffer(extension);
    }

    private string Reason(byte[] file) => Assert.Throws<PictureFormatException>(() => Decode(file, 8, 8, PictureFit.Squash)).Message;

    // Each of its blocks takes two bits, of its own code, which are nought.
    private static byte[] Grey()
    {
        using var image = (Image.Black(400, 400) + 128).Cast(Enums.BandFormat.Uchar);
        return image.JpegsaveBuffer(q: 90, optimizeCoding: true);
    }

    private static byte[] Photograph(int seed)
    {
        using var noise = Image.Gaussnoise(200, 160, sigma: 40, mean: 128, seed: seed).Cast(Enums.BandFormat.Uchar);
        return noise.JpegsaveBuffer(90);
    }

    private static byte[] WithOrientation(byte[] jpeg, byte orientation)
    {
        byte[] exif =
        [
            0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0,
            (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
        ];
        return [.. jpeg[..2], .. exif, .. jpeg[2..]];
    }

    // 4 x 4 pixels of one colour. TIFF 6.0: header, directory of sorted entries (tag, type, count, value), then what did not fit into an
    // entry.
    private static byte[] FiveChannelTiff(byte[] pixel)
    {
        const int Side = 4;
        const int BitsAt = 8 + 2 + (10 * 12) + 4;
        const int ExtraAt = BitsAt + (5 * 2);
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("II*\0"u8);
        writer.Write(8);
        writer.Write((short)10);
        (short Tag, short Type, int Count, int Value)[] entries =
        [
            (256, 3, 1, Side), (257, 3, 1, Side), (258, 3, 5, BitsAt), (259, 3, 1, 1), (262, 3, 1, 2),
            (273, 4, 1, ExtraAt), (277, 3, 1, 5), (278, 3, 1, Side), (279, 4, 1, Side * Side * 5), (338, 3, 2, 0),
        ];
        foreach (var (tag, type, count, value) in entries)
        {
            writer.Write(tag);
            writer.Write(type);
            writer.Write(count);
            writer.Write(value);
        }

        writer.Write(0);
        for (var channel = 0; channel < 5; channel++)
            writer.Write((short)8);
        for (var i = 0; i < Side * Side; i++)
            writer.Write(pixel);
        return file.ToArray();
    }

    private static byte[] CmykJpeg()
    {
        using var red = Image.NewFromBuffer(new VipsPictureRenderer().Render(
            "<svg xmlns='http://www.w3.org/2000/svg' width='16' height='16'><rect width='16' height='16' fill='red'/></svg>", 95));
        using var cmyk = red.Colourspace(Enums.Interpretation.Cmyk);
        return cmyk.WriteToBuffer(".jpg");
    }
}
