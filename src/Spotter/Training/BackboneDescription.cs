using Spotter.Classifying;

namespace Spotter.Training;

/// <summary>The part of a <c>model.json</c> that a backbone needs.</summary>
/// <param name="Input">How a picture becomes its input.</param>
internal sealed record BackboneDescription(ModelInput? Input);
