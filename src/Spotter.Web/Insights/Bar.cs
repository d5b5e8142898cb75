namespace Spotter.Web.Insights;

/// <summary>A bar with a whisker.</summary>
/// <param name="Name">What it is of.</param>
/// <param name="Note">What else is to be known, in a few words.</param>
/// <param name="Value">Where it ends.</param>
/// <param name="Low">Where the value truly lies at least; null where that is not known.</param>
/// <param name="High">And at most.</param>
/// <param name="Said">The value with its interval, as short as it can be.</param>
internal sealed record Bar(string Name, string Note, double Value, double? Low, double? High, string Said);
