namespace Spotter.Collecting.Layouts;

/// <summary>What is written beside a post's first picture.</summary>
[Flags]
public enum Sidecars
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>A <c>.json</c> with the post.</summary>
    Json = 1,

    /// <summary>A <c>.txt</c> with its caption.</summary>
    Text = 2,
}
