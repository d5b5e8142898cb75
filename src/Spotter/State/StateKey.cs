namespace Spotter.State;

/// <summary>
/// Where a record lies. Keys are ordered by their code points. Both parts hold 1 to 512 characters, none of them a control character or
/// half a character.
/// </summary>
/// <param name="Partition">Records of one partition can be changed together and listed in order.</param>
/// <param name="Key">Unique within its partition.</param>
public readonly record struct StateKey(string Partition, string Key)
{
    /// <summary>The most characters that a partition or a key has.</summary>
    public const int MaxPart = 512;

    /// <summary>True where a text can be a partition or a key.</summary>
    public static bool CanBePart(string text) => text.Length is > 0 and <= MaxPart && IsPlain(text);

    /// <summary>True where a text holds no control character and no half of a character of two parts, which no encoding can hold.</summary>
    public static bool IsPlain(string text)
    {
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsControl(text[at]) || char.IsLowSurrogate(text[at]))
                return false;
            if (char.IsHighSurrogate(text[at]) && (++at == text.Length || !char.IsLowSurrogate(text[at])))
                return false;
        }

        return true;
    }
}
