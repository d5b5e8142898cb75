namespace Spotter.Models.Hosted;

/// <summary>A model that Clarifai hosts: each picture is sent there. It has no file here.</summary>
public sealed record HostedModel
{
    /// <summary>The id of the user who owns the model, for example <c>clarifai</c>; null for the owner of the key.</summary>
    public string? User { get; init; }

    /// <summary>The id of the application that holds the model, for example <c>main</c>; null together with <see cref="User"/>.</summary>
    public string? App { get; init; }

    /// <summary>The model's id, for example <c>general-image-recognition</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The id of the model's version; null for the newest, whose answers are kept as if it never changed.</summary>
    public string? Version { get; init; }

    /// <summary>True for a detector, which names the concepts of each region. Default false.</summary>
    public bool Regions { get; init; }
}
