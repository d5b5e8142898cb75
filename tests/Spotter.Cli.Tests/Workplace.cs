using System.Text.Json.Nodes;

namespace Spotter.Cli.Tests;

/// <summary>A temporary folder with a settings file, for one test.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");

    public Workplace(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        var json = new JsonObject();
        foreach (var (key, value) in (KeyValuePair<string, string?>[])
        [
            KeyValuePair.Create<string, string?>("State:Path", PathOf("state.db")),
            KeyValuePair.Create<string, string?>("Pictures:Folder", PathOf("pictures")),
            KeyValuePair.Create<string, string?>("Training:CacheFolder", PathOf("features")),
            .. settings,
        ])
            Set(json, key.Split(':'), value);
        File.WriteAllText(Settings, json.ToJsonString());
    }

    public string Settings => PathOf("spotter.json");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public Task<CommandRun> RunAsync(params string[] args) => CommandRun.OfAsync([.. args, "--settings", Settings]);

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Set(JsonObject json, string[] path, string? value)
    {
        foreach (var part in path[..^1])
            json = (JsonObject)(json[part] ??= new JsonObject());
        json[path[^1]] = value;
    }
}
