using System.Text.Json;
using Spotter.Pictures;

namespace Spotter.Simulator.Scenarios;

/// <summary>
/// What the simulator plays: accounts, their posts over time, and what goes wrong. Times are seconds from the simulator's start.
/// </summary>
public sealed class Scenario
{
    /// <summary>A short name.</summary>
    public string Name { get; set; } = "unnamed";

    /// <summary>What the scenario shows, for a person.</summary>
    public string? Description { get; set; }

    /// <summary>Decides every drawing, id and chance. Default 1.</summary>
    public int Seed { get; set; } = 1;

    /// <summary>How long the scenario goes on, in seconds; null where it never ends. The simulator itself does not stop.</summary>
    public double? Seconds { get; set; }

    /// <summary>How pictures are drawn.</summary>
    public PictureScript Pictures { get; set; } = new();

    /// <summary>How the files of videos are made.</summary>
    public VideoScript Videos { get; set; } = new();

    /// <summary>How many calls one credential may make; null means no limit.</summary>
    public CallLimit? Limit { get; set; }

    /// <summary>How Slack behaves.</summary>
    public SlackScript Slack { get; set; } = new();

    /// <summary>How the hosted tagger behaves.</summary>
    public TaggerScript Tagger { get; set; } = new();

    /// <summary>When a part of it all is away. The first outage that is due counts, before any other fault.</summary>
    public IReadOnlyList<Outage> Outages { get; set; } = [];

    /// <summary>The accounts, each handle once per source.</summary>
    public required IReadOnlyList<AccountScript> Accounts { get; set; }

    /// <summary>Reads a scenario file. Relative paths inside it start at the file's folder.</summary>
    /// <exception cref="ScenarioException">The file is absent or wrong; the message names the file and the line or property.</exception>
    public static Scenario Load(string path)
    {
        string json;
        try
        {
            json = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ScenarioException.OfInput($"The scenario {path} cannot be read: {e.Message}", e);
        }

        return Parse(json, path, Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Reads a scenario from JSON text.</summary>
    /// <param name="json">The text; comments and trailing commas are allowed.</param>
    /// <param name="name">How messages name it.</param>
    /// <param name="folder">Where relative paths start.</param>
    /// <exception cref="ScenarioException">The text is wrong; the message names the line or property.</exception>
    public static Scenario Parse(string json, string name, string folder)
    {
        Scenario scenario;
        try
        {
            scenario = JsonSerializer.Deserialize(json, ScenarioJson.Default.Scenario) ?? throw new ScenarioException($"{name} is empty.");
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $", line {line + 1}" : "";
            var property = e.Path is null or "$" ? "" : $", at {e.Path.TrimStart('$', '.')}";
            throw ScenarioException.OfInput(
                $"{name}{place}{property}: {FirstSentence(e.Message)} The properties are described in docs/simulator.md.", e);
        }

        scenario.ResolvePaths(folder);
        ScenarioValidator.Validate(scenario, name);
        return scenario;
    }

    /// <summary>
    /// A scenario of many accounts with one new specials board each, that shares eight drawings and answers at once: for benchmarks.
    /// </summary>
    /// <param name="accounts">How many accounts, named <c>account00000</c> and on.</param>
    /// <param name="pictureWidth">In pixels.</param>
    public static Scenario Instant(int accounts, int pictureWidth = 1080) => new()
    {
        Name = "instant",
        Pictures = new PictureScript { Width = pictureWidth, Variants = 8 },
        Accounts = [.. Enumerable.Range(0, accounts).Select(i => new AccountScript { Handle = $"account{i:D5}", Posts = InstantPosts })],
    };

    private static PostScript[] InstantPosts { get; } = [new() { Caption = "Soup of the day" }];

    private void ResolvePaths(string folder)
    {
        foreach (var account in Accounts)
        {
            account.Photographs = account.Photographs is { } path ? PlainPath.Of(Path.Combine(folder, path)) : null;
            account.Recorded = [.. account.Recorded.Select(recorded => PlainPath.Of(Path.Combine(folder, recorded)))];
        }
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" Path:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
