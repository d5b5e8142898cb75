namespace Spotter.Captions;

/// <summary>What an account wrote.</summary>
/// <param name="Account">Whose, as the files call it.</param>
/// <param name="Captions">Its captions; none is empty.</param>
/// <param name="Label">What the same file says of the account; null where it says nothing.</param>
public sealed record AccountCaptions(string Account, IReadOnlyList<string> Captions, string? Label);
