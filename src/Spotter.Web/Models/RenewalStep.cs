namespace Spotter.Web.Models;

/// <summary>How far a training is.</summary>
/// <param name="Stage">What is being done, in words.</param>
/// <param name="Done">How much of it is done.</param>
/// <param name="Total">How much there is of it.</param>
public sealed record RenewalStep(string Stage, int Done, int Total);
