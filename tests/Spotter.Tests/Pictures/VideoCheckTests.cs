using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Spotter.Contracts.Pictures;
using Spotter.Pictures;

namespace Spotter.Tests.Pictures;

/// <summary>A file is known as a video by what is in it, and as a whole one by its outermost parts.</summary>
public sealed class VideoCheckTests
{
    public static TheoryData<byte[], string?> Files => new()
    {
        { SampleVideos.Mp4(), ".mp4" },
        { SampleVideos.Mp4(0, "M4V "), ".mp4" },
        { SampleVideos.QuickTime(), ".mov" },
        { [.. SampleVideos.Box("moov", new byte[20]), .. SampleVideos.Box("mdat", new byte[20])], ".mov" },
        { SampleVideos.WebM(), ".webm" },
        { SampleVideos.Mp4(100, "avif"), null },
        { SampleVideos.Mp4(100, "heic"), null },
        { [0x1A, 0x45, 0xDF, 0xA3, .. new byte[100]], null },
        { SamplePictures.RedBluePng, null },
        { Encoding.UTF8.GetBytes("<!doctype html><html><head><title>Log in</title></head><body>Log in to see this video.</body>"), null },
        { [], null },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void A_video_is_known_by_its_first_bytes(byte[] file, string? expected)
    {
        var check = Check(file, file.Length);

        Assert.Equal(expected, check.Extension);
        Assert.Equal(expected is null, check.FindProblem() is not null);
    }

    [Fact]
    public void What_is_no_video_is_known_before_all_of_it_came() =>
        Assert.False(new VideoCheck().Add(Encoding.UTF8.GetBytes($"<html>{new string(' ', 100)}")));

    [Fact]
    public void A_last_part_may_go_on_to_the_end()
    {
        var open = SampleVideos.Box("mdat", new byte[500]);
        open.AsSpan(0, 4).Clear();

        Assert.Null(Check([.. SampleVideos.Box("ftyp", "isom\0\0\0\0"u8.ToArray()), .. SampleVideos.Box("moov", new byte[9]), .. open], 64)
            .FindProblem());
    }

    [Fact]
    public void A_film_that_is_cut_anywhere_is_not_whole_however_its_bytes_come() => Prop.ForAll(
        Gen.Elements(SampleVideos.Mp4(300), SampleVideos.QuickTime(300)).ToArbitrary(),
        Gen.Choose(1, 1_000).ToArbitrary(),
        Gen.Choose(1, 90).ToArbitrary(),
        (file, cut, chunk) =>
        {
            Assert.Null(Check(file, chunk).FindProblem());
            // The index of a QuickTime film stands at its end.
            Assert.NotNull(Check(file[..(1 + (cut % (file.Length - 1)))], chunk).FindProblem());
        }).QuickCheckThrowOnFailure();

    private static VideoCheck Check(byte[] file, int chunk)
    {
        var check = new VideoCheck();
        foreach (var part in file.Chunk(Math.Max(1, chunk)))
            check.Add(part);
        return check;
    }
}
