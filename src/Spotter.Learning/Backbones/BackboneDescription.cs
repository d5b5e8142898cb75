using Spotter.Models;

namespace Spotter.Learning.Backbones;

/// <summary>The part of a <c>model.json</c> that a backbone needs.</summary>
/// <param name="Input">How a picture becomes its input.</param>
internal sealed record BackboneDescription(ModelInput? Input);
