namespace Spotter.Simulator.Clarifai.Replies;

internal sealed record OutputData(Concept[]? Concepts = null, Region[]? Regions = null);
