namespace Spotter.Captions;

/// <summary>The names of an encoder's inputs, each [captions, tokens] of int64.</summary>
/// <param name="Ids">The tokens' places in the vocabulary.</param>
/// <param name="Mask">1 for a token, 0 for what fills the row.</param>
/// <param name="Types">0 everywhere; null for an encoder that has no such input.</param>
public sealed record EncoderInputs(string Ids, string Mask, string? Types);
