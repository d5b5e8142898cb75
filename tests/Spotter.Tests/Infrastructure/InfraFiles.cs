using System.Text.Json.Nodes;
using Spotter.Contracts;

namespace Spotter.Tests.Infrastructure;

/// <summary>The files that deploy the product to Azure, read in place.</summary>
internal static class InfraFiles
{
    public static string PathOf(params string[] relative) => Path.Combine([TestData.RepositoryFolder, .. relative]);

    public static string Read(params string[] relative) => File.ReadAllText(PathOf(relative));

    public static JsonObject ReadJson(params string[] relative) => JsonNode.Parse(Read(relative))!.AsObject();

    /// <summary>The files below infra/ with this extension, as paths below the repository's folder.</summary>
    public static IEnumerable<string> Below(string extension) =>
        Directory.EnumerateFiles(PathOf("infra"), $"*{extension}", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(TestData.RepositoryFolder, path));
}
