using System.Xml.Linq;
using Spotter.Contracts;

namespace Spotter.Tests.Infrastructure;

public sealed class NoticesTests
{
    // Looks at the code and is not carried.
    private const string Analyser = "Microsoft.CodeAnalysis.BannedApiAnalyzers";

    private static readonly string Notices = File.ReadAllText(Path.Combine(TestData.RepositoryFolder, "THIRD-PARTY-NOTICES.md"));

    public static TheoryData<string> Packages =>
    [
        .. Directory.EnumerateFiles(Path.Combine(TestData.RepositoryFolder, "src"), "*.csproj", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => XDocument.Load(file).Descendants("PackageReference"))
            .Select(reference => reference.Attribute("Include")!.Value)
            .Where(package => package != Analyser && !package.StartsWith("NetVips.Native.", StringComparison.Ordinal))
            .Distinct(),
    ];

    [Theory]
    [MemberData(nameof(Packages))]
    public void Every_package_that_is_carried_is_named_with_its_licence(string package) =>
        Assert.Contains(Notices.Split('\n'), line => line.StartsWith('|') && line.Split(' ', ',', '|').Contains(package));
}
