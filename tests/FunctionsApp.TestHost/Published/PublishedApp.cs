using System.Text.Json;

namespace Spotter.FunctionsApp.TestHost.Published;

/// <summary>A published app: what its folder tells the host.</summary>
public sealed class PublishedApp
{
    private PublishedApp(string folder, string hostJson, string executable, string entryFile, IReadOnlyList<PublishedFunction> functions)
    {
        Folder = folder;
        HostJson = hostJson;
        Executable = executable;
        EntryFile = entryFile;
        Functions = functions;
    }

    /// <summary>The full path.</summary>
    public string Folder { get; }

    /// <summary>The text of <c>host.json</c>.</summary>
    public string HostJson { get; }

    /// <summary>What starts the worker, and its first argument, as <c>worker.config.json</c> says.</summary>
    public string Executable { get; }

    /// <inheritdoc cref="Executable"/>
    public string EntryFile { get; }

    /// <summary>All of <c>functions.metadata</c>.</summary>
    public IReadOnlyList<PublishedFunction> Functions { get; }

    /// <summary>What is before the route of every HTTP function, between slashes.</summary>
    public string RoutePrefix
    {
        get
        {
            using var host = JsonDocument.Parse(HostJson);
            return host.RootElement.TryGetProperty("extensions", out var extensions)
                && extensions.TryGetProperty("http", out var http)
                && http.TryGetProperty("routePrefix", out var prefix) ? prefix.GetString()! : "api";
        }
    }

    /// <summary>Reads a folder.</summary>
    /// <exception cref="IOException">A file is missing.</exception>
    public static PublishedApp Read(string folder)
    {
        using var worker = JsonDocument.Parse(ReadText(folder, "worker.config.json"));
        using var functions = JsonDocument.Parse(ReadText(folder, "functions.metadata"));
        var description = worker.RootElement.GetProperty("description");
        return new PublishedApp(
            Path.GetFullPath(folder),
            ReadText(folder, "host.json"),
            description.GetProperty("defaultExecutablePath").GetString()!,
            description.GetProperty("defaultWorkerPath").GetString()!,
            [.. functions.RootElement.Clone().EnumerateArray().Select(PublishedFunction.Read)]);
    }

    /// <summary>The functions that are triggered in one way.</summary>
    /// <param name="trigger">Such as <c>activityTrigger</c>.</param>
    public IEnumerable<PublishedFunction> TriggeredBy(string trigger) => Functions.Where(function => function.Trigger.Is(trigger));

    /// <summary>A function by its name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public PublishedFunction Get(string name) =>
        Functions.FirstOrDefault(function => function.Name == name) ?? throw new InvalidOperationException(
            $"The app in {Folder} has no function {name}.");

    private static string ReadText(string folder, string file) => File.ReadAllText(Path.Combine(folder, file));
}
