namespace Spotter.Sources.Web;

/// <summary>A page that is to be read.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="Depth">How many links lead to it from the first page.</param>
internal sealed record WebStep(string Address, int Depth);
