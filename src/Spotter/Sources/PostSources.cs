namespace Spotter.Sources;

/// <summary>The sources that the host was set up with.</summary>
public sealed class PostSources(IEnumerable<IPostSource> sources)
{
    private readonly Dictionary<string, IPostSource> _byName = sources.ToDictionary(source => source.Name, StringComparer.Ordinal);

    /// <summary>The names, sorted.</summary>
    public IReadOnlyList<string> Names => [.. _byName.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The source of a name; null where there is none.</summary>
    public IPostSource? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>The source of a name that is known to exist.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public IPostSource Get(string name) =>
        Find(name) ?? throw new InvalidOperationException($"There is no source '{name}'. There are: {string.Join(", ", Names)}.");
}
