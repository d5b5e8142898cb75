namespace Spotter.Models.Adding;

/// <summary>A model to add.</summary>
public sealed record ModelAddition
{
    /// <summary>The name of a model that is ready to add, an ONNX file, or an address of one.</summary>
    public required string Source { get; init; }

    /// <summary>The file or the archive of a model that is ready to add, where it is at hand; null to have it brought.</summary>
    public string? File { get; init; }

    /// <summary>The name to add it by. Default: the known model's, or the file's without its extension.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// What the file must have, with the data files beside it (<see cref="ModelContent.Sha256"/>), 64 hexadecimal digits. Required for an
    /// address.
    /// </summary>
    public string? Sha256 { get; init; }

    /// <summary>
    /// The JSON file that describes it as <c>model.json</c> does. Default: the file of the same name with the extension <c>.json</c>.
    /// </summary>
    public string? DescriptionFile { get; init; }

    /// <summary><c>imagenet</c>, or a file with one label a line. Default: what the description says.</summary>
    public string? Labels { get; init; }
}
