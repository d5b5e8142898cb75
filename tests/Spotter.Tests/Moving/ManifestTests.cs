using Spotter.Collecting;
using Spotter.Moving;
using Spotter.Moving.Exporting;

namespace Spotter.Tests.Moving;

public sealed class ManifestTests
{
    [Fact]
    public async Task What_is_missing_changed_or_extra_is_told()
    {
        await using var world = new MovingWorld();
        await world.AddAsync("instagram:dave", posts: 4);
        await world.ExportAsync(world.Request(ExportFormat.Folder));
        Assert.True((await world.CheckAsync()).IsWhole);

        var pictures = Directory.GetFiles(world.PathOf("out/instagram_dave")).Order().ToList();
        File.Delete(pictures[0]);
        File.Delete(pictures[1]);
        await File.WriteAllTextAsync(pictures[1], "changed");
        await File.WriteAllTextAsync(world.PathOf("out/notes.txt"), "mine");
        await File.AppendAllTextAsync(world.PathOf("out/SHA256SUMS"), $"{new string('0', 64)}  ../state.db\nnonsense\n");

        var check = await world.CheckAsync();

        Assert.False(check.IsWhole);
        Assert.Equal(3, check.Files);
        Assert.Equal(Path.GetFileName(pictures[0]), Path.GetFileName(Assert.Single(check.Missing)));
        Assert.Equal(Path.GetFileName(pictures[1]), Path.GetFileName(Assert.Single(check.Changed)));
        Assert.Equal(["notes.txt"], check.Extra);
        Assert.Equal(["Line 7 of SHA256SUMS cannot be read.", "'../state.db' leads out of the folder and was not read."], check.Problems);
    }

    [Theory]
    [InlineData("", 4)]
    [InlineData("a", 4, "a")]
    [InlineData("a\r\n\nb\n", 4, "a", "", "b")]
    [InlineData("abcd\nabcde\nx", 4, "abcd", null, "x")]
    [InlineData("a\nabcde", 4, "a", null)]
    public async Task Lines_are_read_and_one_that_is_too_long_is_none(string text, int maxLength, params string?[] lines)
    {
        await using var world = new MovingWorld();
        await File.WriteAllTextAsync(world.PathOf("lines"), text);

        Assert.Equal(lines, await BoundedLines.ReadAsync(world.PathOf("lines"), maxLength, CancellationToken.None).ToListAsync());
    }

    [Fact]
    public async Task What_is_no_export_is_told()
    {
        await using var world = new MovingWorld();
        Directory.CreateDirectory(world.PathOf("mine"));

        Assert.Contains("no export", (await Assert.ThrowsAsync<CollectingException>(() => world.CheckAsync("mine"))).Message);
        Assert.Contains("no folder", (await Assert.ThrowsAsync<CollectingException>(() => world.CheckAsync("nowhere"))).Message);
    }

    [Theory]
    [InlineData("a/b.jpg", true)]
    [InlineData("a..b/..c", true)]
    [InlineData("../a", false)]
    [InlineData("a/../../b", false)]
    [InlineData("/etc/passwd", false)]
    [InlineData("a\\..\\b", false)]
    [InlineData(".", false)]
    [InlineData("", false)]
    public void A_name_leads_into_the_folder_or_nowhere(string name, bool expected) =>
        Assert.Equal(expected, Manifest.FindInside("/somewhere/out", name) is not null);
}
