using Spotter.Learning.Heads;

namespace Spotter.Learning.Training;

/// <summary>What a model with words falls back on where none are read.</summary>
/// <param name="Head">Takes the backbone's features alone.</param>
/// <param name="Compared">How well it, or heads like it, did on the same pictures.</param>
internal sealed record HeadWithoutWords(Head Head, ComparedBackbone Compared);
