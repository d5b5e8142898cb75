namespace Spotter.Models;

/// <summary>A version of a model, written <c>lunch/2026-11-27-1</c>.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Version">The version's; <see cref="ModelVersions.First"/> for the first.</param>
public sealed record ModelPlace(string Model, string Version)
{
    /// <summary>Reads one; a model's name alone means its version in use.</summary>
    /// <param name="text">What a person wrote.</param>
    /// <param name="models">Knows which there are.</param>
    /// <exception cref="ModelException">There is no such model, or no such version of it.</exception>
    public static ModelPlace Read(string text, ModelCatalog models)
    {
        var parts = text.Split('/', 2);
        // What is no model's name may be no path, either.
        _ = models.VersionsOf(parts[0]);
        var version = parts.Length > 1 ? parts[1] : models.FindVersionInUse(parts[0]) ?? ModelVersions.First;
        models.VersionFolderOf(parts[0], version);
        return new ModelPlace(parts[0], version);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Model}/{Version}";
}
