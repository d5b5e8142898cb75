namespace Spotter.Scanning;

/// <summary>Marks a post that is not settled, so that a scan finds what an earlier one left without reading every post. Its key says it all.</summary>
public sealed record ToDoMarker;
