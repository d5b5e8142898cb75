namespace Spotter.Reporting.Explaining;

/// <summary>What may be said of a post that is not made yet.</summary>
internal enum Asked
{
    /// <summary>Nothing: it is as usual.</summary>
    Never,

    /// <summary>Its label.</summary>
    Label,

    /// <summary>How many pictures.</summary>
    Pictures,

    /// <summary>Its caption.</summary>
    Caption,

    /// <summary>When.</summary>
    Time,

    /// <summary>That it comes after all others.</summary>
    Always,
}
