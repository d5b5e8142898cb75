using System.Text.RegularExpressions;
using Spotter.Contracts;

namespace Spotter.Tests.Architecture;

/// <summary>What may know what: between the folders of a project, and between the projects.</summary>
public sealed partial class ArrowTests
{
    /// <summary>The folders of each project: each may use those before it, and none after it.</summary>
    public static TheoryData<string, string[]> Folders => new()
    {
        {
            "Spotter",
            [
                "Settings", "State", "Orchestration", "Insights", "Calls", "Pictures", "Sources", "Accounts", "Models", "Reading",
                "Captions", "Rules", "Alerting", "Watching", "Posts", "Corrections", "Reporting", "Scanning", "Collecting", "Moving",
            ]
        },
        {
            "Spotter.Learning",
            ["Requests", "Measuring", "Reports", "Backbones", "Features", "Words", "Splitting", "Heads", "Fitting", "Training", "Captions"]
        },
        { "Spotter.Vision", ["Decoding", "Drawing", "Inference"] },
        { "Spotter.Local", ["State", "Pictures", "Packages", "Orchestration"] },
        { "Spotter.Azure", ["State", "Pictures", "Models"] },
        {
            "Spotter.Web",
            [
                "Markup", "Entrance", "Assets", "Pictures", "Feed", "News", "Accounts", "Scans", "Review", "Models", "Checks", "Insights",
                "Api",
            ]
        },
        { "Spotter.Cli", ["Rows", "Output", "Settings", "Checks", "Commands"] },
    };

    /// <summary>What each project may know of the others.</summary>
    public static TheoryData<string, string[]> Projects => new()
    {
        { "Spotter", [] },
        { "Spotter.Learning", ["Spotter"] },
        { "Spotter.Vision", ["Spotter"] },
        { "Spotter.Local", ["Spotter"] },
        { "Spotter.Azure", ["Spotter"] },
        { "Spotter.Simulator", ["Spotter"] },
        { "Spotter.Web", ["Spotter"] },
        {
            "Spotter.Cli",
            ["Spotter", "Spotter.Azure", "Spotter.Learning", "Spotter.Local", "Spotter.Simulator", "Spotter.Vision", "Spotter.Web"]
        },
        { "FunctionsApp.SlackNet", ["Spotter"] },
        { "FunctionsApp", ["FunctionsApp.SlackNet", "Spotter", "Spotter.Azure", "Spotter.Vision", "Spotter.Web"] },
    };

    [Theory]
    [MemberData(nameof(Folders))]
    public void Arrows_between_the_folders_of_a_project_go_one_way(string project, string[] order)
    {
        var source = Path.Combine(TestData.RepositoryFolder, "src", project);
        var wrong =
            from file in SourceFiles(source)
            let folder = Path.GetRelativePath(source, file).Split(Path.DirectorySeparatorChar) is [var first, _, ..] ? first : null
            where folder is not null
            from used in Usings(file, project)
            where used != folder && order.IndexOf(used) >= order.IndexOf(folder)
            select $"{Path.GetRelativePath(source, file)} uses {used}";

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Folders))]
    public void Every_folder_has_its_place(string project, string[] order)
    {
        var source = Path.Combine(TestData.RepositoryFolder, "src", project);
        var folders = Directory.EnumerateDirectories(source).Where(folder => SourceFiles(folder).Any()).Select(
            folder => Path.GetFileName(folder)!);

        Assert.Equal(folders.Except(["bin", "obj"]).Order(StringComparer.Ordinal), order.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_knows_only_what_it_needs(string project, string[] known)
    {
        var file = Path.Combine(TestData.RepositoryFolder, "src", project, $"{project}.csproj");
        var references = ProjectReference().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value);

        Assert.Equal(known, references.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_project_has_its_place() =>
        Assert.Equal(
            Directory.EnumerateFiles(Path.Combine(TestData.RepositoryFolder, "src"), "*.csproj", SearchOption.AllDirectories)
                .Where(file => !BuildOutput().IsMatch(file))
                .Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal),
            Projects.Select(row => (string)row[0]).Order(StringComparer.Ordinal));

    private static IEnumerable<string> SourceFiles(string folder) =>
        Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories).Where(file => !BuildOutput().IsMatch(file));

    private static IEnumerable<string> Usings(string file, string project) =>
        from line in File.ReadLines(file)
        let match = Using().Match(line)
        where match.Success && match.Groups["name"].Value.StartsWith($"{project}.", StringComparison.Ordinal)
        let rest = match.Groups["name"].Value[(project.Length + 1)..].Split('.')[0]
        // Spotter.Vision is no folder of Spotter.
        where Directory.Exists(Path.Combine(TestData.RepositoryFolder, "src", project, rest))
        select rest;

    [GeneratedRegex(@"^using (?:static )?(?:\w+ = )?(?<name>Spotter(?:\.\w+)+);")]
    private static partial Regex Using();

    [GeneratedRegex(@"<ProjectReference Include=""\.\./[\w.]+/(?<name>[\w.]+)\.csproj""")]
    private static partial Regex ProjectReference();

    [GeneratedRegex(@"[/\\](?:bin|obj)[/\\]")]
    private static partial Regex BuildOutput();
}
