namespace Spotter.Captions;

/// <summary>What an encoder says of an account.</summary>
/// <param name="Account">The account.</param>
/// <param name="Mean">The mean of its captions' features; null where none of them says anything.</param>
/// <param name="Captions">How many captions count.</param>
/// <param name="Wordless">How many do not, because the vocabulary knows nothing of them: emoji only, or another script.</param>
public sealed record AccountFeatures(AccountCaptions Account, float[]? Mean, int Captions, int Wordless);
