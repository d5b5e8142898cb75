using System.Text.Json.Nodes;

namespace Spotter.Cli.Tests;

/// <summary>A temporary folder with a settings file, for one test.</summary>
internal sealed class Workplace : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly JsonObject _settings = [];

    public Workplace(params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        Set("State:Path", PathOf("state.db"));
        Set("Pictures:Folder", PathOf("pictures"));
        Set("Videos:Folder", PathOf("videos"));
        Set("Training:CacheFolder", PathOf("features"));
        foreach (var (key, value) in settings)
            Set(key, value);
    }

    public string Settings => PathOf("spotter.json");

    public string PathOf(string name) => Path.Combine(_folder.FullName, name);

    public Task<CommandRun> RunAsync(params string[] args) => CommandRun.OfAsync([.. args, "--settings", Settings]);

    public void Set(string setting, string? value)
    {
        var path = setting.Split(':');
        var section = _settings;
        foreach (var part in path[..^1])
            section = (JsonObject)(section[part] ??= new JsonObject());
        section[path[^1]] = value;
        File.WriteAllText(Settings, _settings.ToJsonString());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
