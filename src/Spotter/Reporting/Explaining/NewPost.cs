namespace Spotter.Reporting.Explaining;

/// <summary>A post that is not made yet. What is not said is as usual.</summary>
/// <param name="Label">What its picture shows; null for the usual mix.</param>
/// <param name="Caption">Its caption; null for a usual one.</param>
/// <param name="At">When, on a clock of the account's time zone; null for any time.</param>
/// <param name="Pictures">How many pictures; null for as many as usual.</param>
public sealed record NewPost(string? Label = null, string? Caption = null, DateTime? At = null, int? Pictures = null);
