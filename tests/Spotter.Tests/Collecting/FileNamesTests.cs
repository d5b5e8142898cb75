using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Spotter.Accounts;
using Spotter.Collecting;
using Spotter.Pictures;

namespace Spotter.Tests.Collecting;

/// <summary>What strangers write becomes names of files that every system takes and that lead nowhere else.</summary>
public sealed class FileNamesTests
{
    private static readonly char[] Odd = [.. "ab.. /\\:*?\"<>|\0\t\n\u202E\uFFFD\uD83Dé漢~-_CON\u0301".Distinct()];

    private static readonly Arbitrary<string> Texts = Arb.From(
        Gen.Elements(Odd).ListOf().Select(letters => string.Concat(letters))
            .Or(Gen.Elements("", ".", "..", "../..", "CON", "nul.txt", "/etc/passwd", @"C:\x", new string('é', 500), " a ", "a."))
            .Or(ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")));

    [Fact]
    public void A_name_is_one_part_of_a_path_and_short_enough() => Prop.ForAll(Texts, text =>
    {
        var name = FileNames.MakeSafe(text);

        Assert.InRange(Encoding.UTF8.GetByteCount(name), 1, 130);
        Assert.Equal(name, Path.GetFileName(name));
        Assert.DoesNotContain(name, letter => char.IsControl(letter) || "<>:\"/\\|?*".Contains(letter));
        Assert.False(name[0] is '.' or ' ' || name[^1] is '.' or ' ', name);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_pattern_writes_outside_its_folder() => Prop.ForAll(Texts, Texts, (id, word) =>
    {
        var account = AccountId.TryParse($"web:{id}x", out var odd) ? odd : AccountId.Parse("web:shop");
        var name = FilePattern.Parse("{label}/{account}/{category}_{id}_{n}.{ext}").Format(
            new PictureName(account, id, DateTimeOffset.UnixEpoch, 1, PictureId.Of([1]), ".jpg", word, word));

        var folder = Path.GetFullPath("out");
        var file = Path.GetFullPath(Path.Combine(folder, name));
        Assert.StartsWith(folder + Path.DirectorySeparatorChar, file, StringComparison.Ordinal);
        Assert.Equal(3, name.Split('/').Length);
        Assert.EndsWith(".jpg", name, StringComparison.Ordinal);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Other_texts_have_other_unique_names() => Prop.ForAll(Texts, Texts, (one, other) =>
        Assert.Equal(one == other, FileNames.MakeUnique(one) == FileNames.MakeUnique(other))).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("{account}/{id}_{n}.{ext}", "instagram_dave/17_2.png")]
    [InlineData(FilePattern.Usual, "instagram_dave/2026-03-02_17_2.png")]
    [InlineData("{posted:yyyy}/{posted:MM}/{handle}-{id}-{n}.{ext}", "2026/03/dave-17-2.png")]
    [InlineData("{label} {category} {sha256}.{ext}", "board none 4bf5122f344554c53bde2ebb8cd2b7e3d1600ad631c385a5d7cce23c7785459a.png")]
    public void A_pattern_names_pictures(string pattern, string expected) => Assert.Equal(
        expected,
        FilePattern.Parse(pattern).Format(new PictureName(
            AccountId.Parse("instagram:dave"),
            "17",
            new DateTimeOffset(2026, 3, 2, 12, 0, 0, TimeSpan.Zero),
            Number: 2,
            PictureId.Of([1]),
            ".png",
            Category: null,
            Label: "board")));

    [Theory]
    [InlineData("../{account}_{id}_{n}.{ext}", "must name something")]
    [InlineData("/{account}_{id}_{n}.{ext}", "must name something")]
    [InlineData("a\\{account}_{id}_{n}.{ext}", "must name something")]
    [InlineData("{account}/{id}.{ext}", "called alike")]
    [InlineData("{id}_{n}.{ext}", "called alike")]
    [InlineData("{account}/{id}_{n}.jpg", "end in .{ext}")]
    [InlineData("{acount}/{id}_{n}.{ext}", "no {acount}")]
    [InlineData("{account}/{posted:%}_{id}_{n}.{ext}", "no format of a time")]
    [InlineData("{account}/{id}_{n}.{ext", "brace")]
    [InlineData("", "must name something")]
    public void What_is_no_pattern_is_told(string pattern, string why) =>
        Assert.Contains(why, Assert.Throws<CollectingException>(() => FilePattern.Parse(pattern)).Message);
}
