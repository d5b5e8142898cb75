namespace Spotter.Models.Adding;

/// <summary>A model that one command adds.</summary>
/// <param name="Address">Where its file is.</param>
/// <param name="Bytes">How long the file is.</param>
/// <param name="Licence">What its publisher states.</param>
/// <param name="Description">How it reads pictures and what its scores mean; its name is the one to add it by.</param>
public sealed record KnownModel(Uri Address, long Bytes, string Licence, ModelDescription Description);
