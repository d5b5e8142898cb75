namespace Spotter.Learning.Requests;

/// <summary>
/// Changed copies of the training pictures, so that a head sees what a change of view or light does. Copies are never measured on.
/// </summary>
public sealed record Augmentation
{
    /// <summary>No copies.</summary>
    public static Augmentation None { get; } = new() { Copies = 0 };

    /// <summary>How many changed copies of each training picture there are. Default 3; each costs what a picture costs.</summary>
    public int Copies { get; init; } = 3;

    /// <summary>Every second copy is mirrored, left to right.</summary>
    public bool Flip { get; init; }

    /// <summary>A copy shows a part: 75 to 100 % of the width and of the height, anywhere.</summary>
    public bool Crop { get; init; }

    /// <summary>A copy is larger or smaller, by a factor from 0.8 to 1.25; what lies beyond the edge is mirrored in.</summary>
    public bool Scale { get; init; }

    /// <summary>A copy is darker or brighter, by a factor from 0.7 to 1.4.</summary>
    public bool Brightness { get; init; }
}
