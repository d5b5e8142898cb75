namespace Spotter.Sources;

/// <summary>An item of a page that cannot be taken as a post, and why.</summary>
internal sealed class OddItemException(string reason) : SpotterException(reason);
