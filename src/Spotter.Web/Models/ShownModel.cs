using Spotter.Models;

namespace Spotter.Web.Models;

/// <summary>A model.</summary>
/// <param name="Name">Its name.</param>
internal sealed record ShownModel(string Name)
{
    /// <summary>What it is for.</summary>
    public ModelKind Kind { get; init; }

    /// <summary>What it is, in a sentence.</summary>
    public string? Summary { get; init; }

    /// <summary>What it tells apart.</summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>True where another service runs it.</summary>
    public bool IsHosted { get; init; }

    /// <summary>The accounts that use it.</summary>
    public IReadOnlyList<string> Accounts { get; init; } = [];

    /// <summary>Its versions, the oldest first.</summary>
    public IReadOnlyList<ShownVersion> Versions { get; init; } = [];

    /// <summary>The version that counts; null where what names it is damaged.</summary>
    public string? InUse { get; init; }

    /// <summary>Why the version in use cannot be read; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Why what is kept of it is not what is used; none where it is.</summary>
    public IReadOnlyList<string> Notices { get; init; } = [];

    /// <summary>True where new versions of it can be made.</summary>
    public bool IsTrainable => Kind == ModelKind.Classifier && !IsHosted && Problem is null;
}
