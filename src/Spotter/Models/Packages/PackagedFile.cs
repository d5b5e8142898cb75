namespace Spotter.Models.Packages;

/// <summary>A file of a model in a package.</summary>
/// <param name="Entry">Its path in the archive, slashes between folders.</param>
/// <param name="Name">What it is called in the model's folder.</param>
/// <param name="Bytes">How long it is.</param>
/// <param name="Sha256">64 hexadecimal digits, lower case.</param>
/// <param name="Resource">Where <paramref name="Entry"/> is an assembly: the resource in it that is the file; otherwise null.</param>
public sealed record PackagedFile(string Entry, string Name, long Bytes, string Sha256, string? Resource = null);
