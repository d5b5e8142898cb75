using System.Globalization;
using System.Security.Cryptography;
using Spotter.Learning.Backbones;
using Spotter.Learning.Features;
using Spotter.Models;

namespace Spotter.Learning.Tests.Features;

public sealed class FeatureCacheTests : IDisposable
{
    private static readonly byte[] Picture = SHA256.HashData([1]);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-features-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void What_was_kept_is_found_by_picture_copy_and_backbone()
    {
        Cache().Keep(Picture, "", Row(1));
        Cache().Keep(Picture, "-a", Row(2));

        Assert.Equal(Row(1).Values, Cache().Find(Picture, "")!.Values);
        Assert.Equal(Row(2).Values, Cache().Find(Picture, "-a")!.Values);
        Assert.Equal(Row(1).Fingerprint, Cache().Find(Picture, "")!.Fingerprint);
        Assert.Null(Cache().Find(SHA256.HashData([2]), ""));
        Assert.Null(Cache(model: 9).Find(Picture, ""));
        Assert.Null(Cache(width: 99).Find(Picture, ""));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(803)]
    [InlineData(-1)]
    public void A_damaged_file_is_as_good_as_none_and_is_counted(int lengthLeft)
    {
        Cache().Keep(Picture, "", Row(1));
        var file = Assert.Single(_folder.EnumerateFiles("*", SearchOption.AllDirectories)).FullName;
        var bytes = File.ReadAllBytes(file);
        if (lengthLeft < 0)
            bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes[..(lengthLeft < 0 ? bytes.Length : lengthLeft)]);
        var cache = Cache();

        Assert.Null(cache.Find(Picture, ""));
        Assert.Equal(1, cache.Damaged);
        cache.Keep(Picture, "", Row(1));
        Assert.NotNull(Cache().Find(Picture, ""));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_said_and_stops_nothing()
    {
        var file = Path.Combine(_folder.FullName, "a file");
        File.WriteAllText(file, "");
        var cache = new FeatureCache(file, Backbone());

        cache.Keep(Picture, "", Row(1));

        Assert.NotNull(cache.Problem);
        Assert.Null(cache.Find(Picture, ""));
    }

    [Fact]
    public void What_was_kept_is_found_whatever_the_culture_of_the_next_training()
    {
        Cache().Keep(Picture, "", Row(1));
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            Assert.NotNull(Cache().Find(Picture, ""));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static FeatureRow Row(float value) => new([value, 2, 3], [.. Enumerable.Repeat((byte)value, Fingerprint.Length)]);

    private FeatureCache Cache(byte model = 1, int width = 8) => new(_folder.FullName, Backbone(model, width));

    private static BackboneModel Backbone(byte model = 1, int width = 8) =>
        new("backbone", new ModelInput { Name = "x", Width = width, Height = 8, Mean = [123.675f, 116.28f, 103.53f] }, "features", [model]);
}
