namespace FuzzBench.Mutating;

/// <summary>What becomes of a value of a JSON document.</summary>
internal enum JsonChange
{
    /// <summary>Another stands in its place.</summary>
    Replace,

    /// <summary>It is missing.</summary>
    Drop,

    /// <summary>It stands in an array.</summary>
    Wrap,

    /// <summary>It stands in an object.</summary>
    ToObject,

    /// <summary>It is a string of what it was.</summary>
    Quote,
}
