using System.Text.Json.Nodes;
using Spotter.Contracts;

namespace Spotter.Tests.Infrastructure;

/// <summary>The files that deploy the product to Azure, read in place.</summary>
internal static class InfraFiles
{
    /// <summary>The text of main.bicep and of all its modules.</summary>
    public static string Bicep { get; } = string.Join('\n', Directory.EnumerateFiles(PathOf("infra"), "*.bicep", SearchOption.AllDirectories).Select(File.ReadAllText));

    public static string PathOf(params string[] relative) => Path.Combine([TestData.RepositoryFolder, .. relative]);

    public static string Read(params string[] relative) => File.ReadAllText(PathOf(relative));

    public static JsonObject ReadJson(params string[] relative) => JsonNode.Parse(Read(relative))!.AsObject();
}
