using Spotter.Calls;

namespace Spotter.Sources.Html;

/// <summary>What a server answered.</summary>
/// <param name="Address">Where the answer came from, after redirects.</param>
/// <param name="Answer">The answer.</param>
/// <param name="Failure">Why it is of no use; null where it is of use.</param>
internal sealed record StrangerAnswer(Uri Address, HttpAnswer Answer, SourceFailure? Failure);
