using Spotter.Captions;
using Spotter.Tests.Models;

namespace Spotter.Tests.Captions;

public sealed class CaptionCacheTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spotter-captions-").FullName;
    private CaptionEncoder _encoder = null!;

    private string Cache => Path.Combine(_folder, "cache");

    public async Task InitializeAsync()
    {
        SmallBert.Save(_folder, layers: 1, width: 8);
        var folder = await EncoderFolder.ReadAsync(_folder, int.MaxValue, CancellationToken.None);
        _encoder = folder.Load(Pooling.Mean, 16, RealParts.Engine);
    }

    public Task DisposeAsync()
    {
        _encoder.Dispose();
        Directory.Delete(_folder, recursive: true);
        return Task.CompletedTask;
    }

    [Fact]
    public void Features_are_known_the_next_time()
    {
        var first = Average();
        var second = Average();

        Assert.Equal((0, 2), (first.Cached, second.Cached));
        Assert.Equal(first.Mean, second.Mean);
    }

    [Fact]
    public void A_record_that_is_damaged_or_cut_off_is_computed_again()
    {
        var first = Average();
        var file = Directory.EnumerateFiles(Cache).Single();
        var bytes = File.ReadAllBytes(file);
        bytes[40] ^= 1;
        File.WriteAllBytes(file, bytes[..^5]);

        var second = Average();
        var third = Average();

        Assert.Equal((0, 2), (second.Cached, third.Cached));
        Assert.Equal(first.Mean, second.Mean);
        Assert.Equal(first.Mean, third.Mean);
        Assert.Equal(bytes.Length, new FileInfo(file).Length);
    }

    [Fact]
    public void Where_another_has_the_file_nothing_is_kept_and_it_is_said()
    {
        using var other = CaptionCache.Open(Cache, _encoder);
        using var cache = CaptionCache.Open(Cache, _encoder);

        cache.Keep("soup", new float[8]);

        Assert.NotNull(cache.Problem);
        Assert.Null(cache.Find("soup"));
    }

    private (int Cached, float[] Mean) Average()
    {
        using var cache = CaptionCache.Open(Cache, _encoder);
        var averager = new CaptionAverager(_encoder, cache);
        var account = averager.Average([new AccountCaptions("dave", ["soup today", "late flight"], null)], null, CancellationToken.None);
        return (averager.Cached, account[0].Mean!);
    }
}
