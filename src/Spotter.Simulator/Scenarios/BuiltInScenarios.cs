using System.Reflection;

namespace Spotter.Simulator.Scenarios;

/// <summary>The scenarios that come with the simulator.</summary>
public static class BuiltInScenarios
{
    private const string Prefix = "Spotter.Simulator.Scenarios.BuiltIn.";

    /// <summary>Their names, in the order of the alphabet.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..^".json".Length]).Order(StringComparer.Ordinal)];

    /// <summary>Loads the scenario of this name.</summary>
    /// <exception cref="ScenarioException">There is none; the message names those there are.</exception>
    public static Scenario Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Prefix}{name}.json")
            ?? throw ScenarioException.OfInput(
                $"There is no built-in scenario '{name}'. There are: {string.Join(", ", Names)}. Or give the path of a .json file.");
        using var reader = new StreamReader(stream);
        return Scenario.Parse(reader.ReadToEnd(), $"{name}.json", ".");
    }
}
