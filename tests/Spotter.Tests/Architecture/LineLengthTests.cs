using System.Text.RegularExpressions;
using Spotter.Contracts;

namespace Spotter.Tests.Architecture;

public sealed partial class LineLengthTests
{
    private const int MaxLength = 140;
    private const string RawText = "\"\"\"";

    [Theory]
    [InlineData("src")]
    [InlineData("tests")]
    [InlineData("bench")]
    public void Lines_are_short_but_for_raw_text_which_a_break_would_change(string folder) =>
        Assert.Empty(SourceFiles(Path.Combine(TestData.RepositoryFolder, folder)).SelectMany(FindLong));

    private static IEnumerable<string> FindLong(string file)
    {
        var inRawText = false;
        foreach (var (number, line) in File.ReadLines(file).Index())
        {
            var opensOrCloses = line.Split(RawText).Length % 2 == 0;
            var isText = inRawText;
            inRawText ^= opensOrCloses;
            if (!isText && RawTextInLine().Replace(line, "\"\"").Length > MaxLength)
                yield return $"{Path.GetRelativePath(TestData.RepositoryFolder, file)}, line {number + 1}: {line.Length} characters";
        }
    }

    private static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(file => !NotOurs().IsMatch(file));

    [GeneratedRegex($"{RawText}.*?{RawText}")]
    private static partial Regex RawTextInLine();

    [GeneratedRegex(@"[/\\](?:bin|obj|node_modules)[/\\]")]
    private static partial Regex NotOurs();
}
