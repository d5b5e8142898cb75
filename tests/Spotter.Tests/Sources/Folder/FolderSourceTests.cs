using System.Diagnostics;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Contracts.Pictures;
using Spotter.Contracts.Sources;
using Spotter.Pictures;
using Spotter.Sources;
using Spotter.Sources.Folder;

namespace Spotter.Tests.Sources.Folder;

public sealed class FolderSourceTests : PostSourceContract, IDisposable
{
    private static readonly DateTime Noon = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly FolderSource _source;

    public FolderSourceTests() =>
        _source = new FolderSource(
            Options.Create(new FolderOptions { Root = _root.FullName }), Options.Create(new PictureDownloadOptions { MaxBytes = 1_000 }));

    public void Dispose() => _root.Delete(recursive: true);

    protected override Task<IPostSource> OpenAsync()
    {
        Directory.CreateDirectory(PathOf(Empty));
        for (var n = 0; n < Posts; n++)
            Write($"{Shop}/{n}.png", hours: n);
        return Task.FromResult<IPostSource>(_source);
    }

    [Fact]
    public async Task Each_picture_is_a_post_the_newest_first_with_its_text_beside_it()
    {
        Write("old.jpg", hours: 1);
        Write("sub/new.PNG", hours: 3);
        Write("middle.webp", hours: 2);
        await File.WriteAllTextAsync(PathOf("middle.txt"), " Soup of the day \n");

        var page = await FetchAsync();

        Assert.Equal(["sub/new.PNG", "middle.webp", "old.jpg"], page.Posts.Select(post => post.Id));
        Assert.Equal([null, "Soup of the day", null], page.Posts.Select(post => post.Caption));
        Assert.All(page.Posts, post => Assert.Equal(PathOf(post.Id), new Uri(post.Link!).LocalPath));
        Assert.Equal(Noon.AddHours(3), page.Posts[0].PostedAt);
        Assert.Null(page.NextCursor);
    }

    [Fact]
    public async Task Pages_lead_on_to_the_last_and_stay_put_when_files_are_added()
    {
        for (var n = 0; n < 5; n++)
            Write($"{n}.jpg", hours: n);

        var first = await FetchAsync(limit: 2);
        Write("newest.jpg", hours: 9);
        var second = await FetchAsync(first.NextCursor, 2);
        var third = await FetchAsync(second.NextCursor, 2);

        Assert.Equal(
            ["4.jpg", "3.jpg", "2.jpg", "1.jpg", "0.jpg"],
            new[] { first, second, third }.SelectMany(page => page.Posts).Select(post => post.Id)
        );
        Assert.Null(third.NextCursor);
    }

    [Fact]
    public async Task What_is_no_picture_hidden_or_a_link_is_passed_over()
    {
        Write("a.jpg", hours: 1);
        await File.WriteAllTextAsync(PathOf("notes.md"), "soup of the day");
        Write(".hidden.jpg", hours: 1);
        if (!OperatingSystem.IsWindows())
            File.CreateSymbolicLink(PathOf("link.jpg"), PathOf("a.jpg"));

        Assert.Equal(["a.jpg"], (await FetchAsync()).Posts.Select(post => post.Id));
    }

    [Fact]
    public async Task A_file_that_looks_like_a_picture_is_a_post_even_where_it_cannot_be_read()
    {
        Write("photo.jfif", hours: 3);
        Write("no-ending", hours: 2);
        await File.WriteAllBytesAsync(PathOf("phone.heic"), [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[12]]);
        File.SetLastWriteTimeUtc(PathOf("phone.heic"), Noon.AddHours(1));

        var page = await FetchAsync();
        var read = await _source.FetchPictureAsync(page.Posts[2].Pictures[0], CancellationToken.None);

        Assert.Equal(["photo.jfif", "no-ending", "phone.heic"], page.Posts.Select(post => post.Id));
        Assert.Equal(FailureKind.Malformed, read.Failure!.Kind);
        Assert.Contains("phone.heic: it is a HEIF file (HEIC), which cannot be read: convert it to JPEG.", read.Failure.Message);
    }

    [Fact]
    public async Task A_directory_that_is_absent_is_named()
    {
        var failure = (await _source.FetchPageAsync(new PageRequest("nowhere", null, 50), CancellationToken.None)).Failure!;
        Assert.Equal(FailureKind.Unavailable, failure.Kind);
        Assert.Contains(Path.Combine(_root.FullName, "nowhere"), failure.Message);
    }

    [SkippableFact]
    public async Task A_folder_that_may_not_be_read_is_told_and_the_rest_is_taken()
    {
        Skip.If(OperatingSystem.IsWindows() || Environment.UserName == "root", "Who may do everything can read every folder.");
        Write("a.jpg", hours: 1);
        Write("closed/b.jpg", hours: 2);
        Shell("chmod 0 closed");

        var page = await FetchAsync();

        Shell("chmod 700 closed");
        Assert.Equal(["a.jpg"], page.Posts.Select(post => post.Id));
        Assert.Equal(
            $"{PathOf("closed")} is passed over: the folder cannot be read: give this user the right to.", page.Notice);
    }

    [SkippableFact]
    public async Task Names_that_are_not_UTF_8_are_told_the_first_five_by_name_and_the_rest_is_taken()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Names are text elsewhere.");
        Write("a.jpg", hours: 1);
        // .NET cannot write such a name itself.
        Shell("for n in 1 2 3 4 5 6; do cp a.jpg $n$(printf '\\351').jpg; done; mkdir $(printf 'caf\\351')");

        var page = await FetchAsync();

        Shell("rm -r $(printf 'caf\\351') ?$(printf '\\351').jpg");
        Assert.Equal(["a.jpg"], page.Posts.Select(post => post.Id));
        Assert.StartsWith($"{PathOf("")}", page.Notice);
        Assert.Equal(6, page.Notice!.Split("is passed over: its name is not UTF-8, so it cannot be opened: rename it").Length);
        Assert.EndsWith("So are 2 more.", page.Notice);
    }

    [SkippableFact]
    public async Task A_picture_of_any_name_is_fetched()
    {
        Skip.If(OperatingSystem.IsWindows(), "Such names are not allowed there.");
        string[] names = ["a b.jpg", "ä🍲.jpg", "50%.jpg", "a?b#c.jpg", "line\nbreak.jpg", "..jpg"];
        foreach (var name in names)
            Write(name, hours: 1);

        var posts = (await FetchAsync()).Posts;

        Assert.Equal(
            names.Where(name => name[0] != '.').Order(StringComparer.Ordinal), posts.Select(post => post.Id).Order(StringComparer.Ordinal));
        foreach (var post in posts)
            Assert.Equal(SamplePictures.RedBluePng, (await DownloadAsync(post.Pictures[0].Address)).Bytes.ToArray());
    }

    [SkippableFact]
    public async Task What_stands_beside_a_picture_and_is_no_text_of_a_caption_is_not_read()
    {
        Skip.If(OperatingSystem.IsWindows(), "There are no such pipes.");
        foreach (var name in new[] { "a", "b", "c" })
            Write($"{name}.jpg", hours: 1);
        Shell("mkfifo a.txt");
        await File.WriteAllTextAsync(PathOf("b.txt"), new string('x', (1024 * 1024) + 1));
        await File.WriteAllTextAsync(PathOf("c.txt"), "Soup\n");

        var posts = (await FetchAsync().WaitAsync(TimeSpan.FromMinutes(1))).Posts;

        Assert.Equal([null, null, "Soup"], posts.OrderBy(post => post.Id).Select(post => post.Caption));
    }

    [Fact]
    public async Task What_is_wrong_with_a_file_is_told()
    {
        File.WriteAllText(PathOf("text.jpg"), "soup");
        File.WriteAllBytes(PathOf("empty.jpg"), []);
        File.WriteAllBytes(PathOf("large.jpg"), new byte[1_001]);

        Assert.Contains("not a JPEG", (await DownloadAsync(AddressOf("text.jpg"))).Failure!.Message);
        Assert.Contains("empty", (await DownloadAsync(AddressOf("empty.jpg"))).Failure!.Message);
        Assert.Contains("Pictures:MaxBytes", (await DownloadAsync(AddressOf("large.jpg"))).Failure!.Message);
        Assert.Equal(FailureKind.Unavailable, (await DownloadAsync(AddressOf("gone.jpg"))).Failure!.Kind);
    }

    [Theory]
    [InlineData("../outside.jpg")]
    [InlineData("sub/../../outside.jpg")]
    [InlineData("/etc/passwd")]
    public async Task Nothing_outside_the_directory_is_read(string relative) =>
        Assert.Equal(FailureKind.Malformed, (await DownloadAsync(AddressOf(relative))).Failure!.Kind);

    [Theory]
    [InlineData("")]
    [InlineData("https://example.org/a.jpg")]
    [InlineData("/etc/passwd")]
    public async Task An_address_of_another_kind_is_refused(string address) =>
        Assert.Equal(FailureKind.Malformed, (await DownloadAsync(address)).Failure!.Kind);

    [SkippableFact]
    public async Task A_link_is_not_followed()
    {
        Skip.If(OperatingSystem.IsWindows(), "Making links needs a right there.");
        Write("a.jpg", hours: 1);
        File.CreateSymbolicLink(PathOf("link.jpg"), PathOf("a.jpg"));

        Assert.Equal(FailureKind.Malformed, (await DownloadAsync(AddressOf("link.jpg"))).Failure!.Kind);
    }

    private void Shell(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("bash", ["-c", command]) { WorkingDirectory = _root.FullName })!;
        shell.WaitForExit();
        Assert.Equal(0, shell.ExitCode);
    }

    private string PathOf(string name) => Path.Combine(_root.FullName, name);

    private string AddressOf(string relative) => $"{_root.FullName}/./{relative}";

    private Task<PageResult> FetchAsync(string? cursor = null, int limit = 50) =>
        _source.FetchPageAsync(new PageRequest(".", cursor, limit), CancellationToken.None);

    private Task<PictureDownload> DownloadAsync(string address) =>
        _source.FetchPictureAsync(new PostPicture(address), CancellationToken.None);

    private void Write(string name, int hours)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, SamplePictures.RedBluePng);
        File.SetLastWriteTimeUtc(path, Noon.AddHours(hours));
    }
}
