namespace Spotter.State;

/// <summary>The kinds of change.</summary>
public enum StateChangeKind
{
    /// <summary>The record must not exist.</summary>
    Add,

    /// <summary>The record must have the named version.</summary>
    Replace,

    /// <summary>No condition.</summary>
    Put,

    /// <summary>No condition; the record is gone afterwards.</summary>
    Delete,
}
