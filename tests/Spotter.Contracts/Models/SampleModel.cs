using System.Text.Json.Nodes;
using Spotter.Models;
using Spotter.Models.Uploading;

namespace Spotter.Contracts.Models;

/// <summary>Versions of the model that comes with the program, as a training on another machine would make them.</summary>
public static class SampleModel
{
    /// <summary>Its name.</summary>
    public const string Name = "specials-board";

    /// <summary>The folder of the models that come with the program.</summary>
    public static string BuiltInFolder { get; } = Path.Combine(TestData.RepositoryFolder, "models");

    /// <summary>Writes one.</summary>
    /// <param name="folder">A folder that is made.</param>
    /// <param name="change">What is other in its <c>model.json</c>.</param>
    /// <returns>The folder.</returns>
    public static string Write(string folder, Action<JsonObject>? change = null)
    {
        Directory.CreateDirectory(folder);
        foreach (var source in Directory.EnumerateFiles(Path.Combine(BuiltInFolder, Name)))
            File.Copy(source, Path.Combine(folder, Path.GetFileName(source)));
        var file = Path.Combine(folder, ModelFiles.DescriptionFile);
        var description = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        change?.Invoke(description);
        File.WriteAllText(file, description.ToJsonString());
        return folder;
    }

    /// <summary>Takes its labels for each other: it says of every picture what the usual one does not.</summary>
    public static void Contradict(JsonObject description) => description["labels"] = new JsonArray(
        [.. description["labels"]!.AsArray().Select(label => label!.DeepClone()).Reverse()]);

    /// <summary>Has a label for which the model has no score, so that it cannot be loaded.</summary>
    public static void Break(JsonObject description) => description["labels"]!.AsArray().Add("soup");

    /// <summary>One as the file that is uploaded.</summary>
    /// <param name="folder">A folder to work in.</param>
    /// <param name="name">Its name.</param>
    /// <param name="change">What is other in its <c>model.json</c>.</param>
    public static async Task<byte[]> PackAsync(string folder, string name = Name, Action<JsonObject>? change = null)
    {
        var model = Write(Path.Combine(folder, $"{Guid.NewGuid():N}"), change);
        await ModelArchive.PackAsync(model, name, $"{model}.zip", int.MaxValue, CancellationToken.None);
        return await File.ReadAllBytesAsync($"{model}.zip");
    }
}
