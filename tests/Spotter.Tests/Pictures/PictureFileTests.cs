using System.Diagnostics;
using Spotter.Contracts.Pictures;
using Spotter.Pictures;

namespace Spotter.Tests.Pictures;

public sealed class PictureFileTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("spotter-test-");

    public void Dispose() => _root.Delete(recursive: true);

    [Theory]
    [InlineData("a.jpg", true)]
    [InlineData("a.JFIF", true)]
    [InlineData("a.heic", true)]
    [InlineData("a.bmp", true)]
    [InlineData("a.txt", false)]
    [InlineData("a", false)]
    public void A_name_says_whether_a_file_looks_like_a_picture(string name, bool expected)
    {
        File.WriteAllText(PathOf(name), "soup of the day");

        Assert.Equal(expected, PictureFile.IsLike(PathOf(name)));
    }

    [Fact]
    public void First_bytes_say_so_whatever_the_name()
    {
        File.WriteAllBytes(PathOf("a.unknown"), SamplePictures.RedBluePng);

        Assert.True(PictureFile.IsLike(PathOf("a.unknown")));
        Assert.False(PictureFile.IsLike(PathOf("gone.unknown")));
    }

    [Fact]
    public async Task A_pipe_a_device_and_what_is_too_large_are_refused_before_they_are_read()
    {
        if (OperatingSystem.IsWindows())
            return;

        using (var make = Process.Start("mkfifo", [PathOf("pipe.jpg")]))
            await make.WaitForExitAsync();
        File.CreateSymbolicLink(PathOf("link.jpg"), PathOf("pipe.jpg"));
        await File.WriteAllBytesAsync(PathOf("large.jpg"), new byte[1_001]);

        foreach (var file in new[] { PathOf("pipe.jpg"), PathOf("link.jpg"), "/dev/zero" })
            Assert.Contains("a pipe or a device", (await RefusalAsync(file)).Message);
        Assert.Contains("is larger than 1000 bytes (Pictures:MaxBytes)", (await RefusalAsync(PathOf("large.jpg"))).Message);
    }

    private static Task<PictureFormatException> RefusalAsync(string file) =>
        Assert.ThrowsAsync<PictureFormatException>(() =>
            PictureFile.ReadAsync(file, 1_000, CancellationToken.None).WaitAsync(TimeSpan.FromMinutes(1))
        );

    private string PathOf(string name) => Path.Combine(_root.FullName, name);
}
