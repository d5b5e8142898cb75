using Spotter.Web.Models;

namespace Spotter.Cli.Rows;

/// <summary>What a training in another process says of itself, a line at a time.</summary>
/// <param name="Step">How far it is; null in the last line.</param>
/// <param name="Outcome">What came of it; null before the last line.</param>
internal sealed record RenewalLine(RenewalStep? Step, RenewalOutcome? Outcome);
