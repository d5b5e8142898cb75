namespace Spotter.Web.Api;

/// <summary>Whether the host can work. Anybody may ask, so it says no more than which part is at fault.</summary>
/// <param name="Status"><c>healthy</c> or <c>unhealthy</c>.</param>
/// <param name="Parts">The state of each part: <c>state</c> and <c>model</c>.</param>
internal sealed record HealthReport(string Status, IReadOnlyDictionary<string, string> Parts);
