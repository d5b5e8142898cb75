namespace Spotter.Reporting.Explaining;

/// <summary>What kind of thing may explain likes.</summary>
internal enum Part
{
    /// <summary>Labels, the number of pictures, video or not.</summary>
    Labels,

    /// <summary>Words in the pictures.</summary>
    Words,

    /// <summary>Weekday and hour.</summary>
    Time,

    /// <summary>The caption.</summary>
    Caption,

    /// <summary>How far the account had come, and how long the post had been there when its likes were read.</summary>
    Age,
}
