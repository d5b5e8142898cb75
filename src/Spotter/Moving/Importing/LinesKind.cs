namespace Spotter.Moving.Importing;

/// <summary>What the lines of a file are.</summary>
internal enum LinesKind
{
    /// <summary>Posts of an export, perhaps with damage.</summary>
    Posts,

    /// <summary>Damaged: perhaps posts.</summary>
    Damaged,

    /// <summary>Whole JSON of something else.</summary>
    Other,
}
