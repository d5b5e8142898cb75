namespace Spotter.Models.Packages;

/// <summary>A model that comes in a package.</summary>
/// <param name="Name">The name to add it by.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="Package">Where it is.</param>
/// <param name="Licence">What the publishers of the package and of the model state.</param>
/// <param name="Summary">What it does, in a sentence.</param>
/// <param name="Files">Its files; the first is the one that <c>model.json</c> is about where it is about one.</param>
public sealed record PackagedModel(
    string Name, ModelKind Kind, ModelPackage Package, string Licence, string Summary, IReadOnlyList<PackagedFile> Files)
{
    /// <summary>How long its files are together.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);

    /// <summary>The <c>model.json</c> that belongs to it.</summary>
    public Stream OpenDescription() =>
        typeof(PackagedModel).Assembly.GetManifestResourceStream($"Spotter.Models.Packages.{Name}.json")
        ?? throw new InvalidOperationException($"The description of {Name} is not part of the program.");
}
