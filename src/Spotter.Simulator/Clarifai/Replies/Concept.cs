namespace Spotter.Simulator.Clarifai.Replies;

internal sealed record Concept(string Id, string Name, double Value, string AppId = "main");
