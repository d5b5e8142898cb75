namespace Spotter.Captions;

/// <summary>What a best score was worth when the model was measured.</summary>
/// <param name="From">Best scores from here on, 0 to 1,</param>
/// <param name="To">up to here.</param>
/// <param name="Accounts">How many accounts had such a one.</param>
/// <param name="Low">The share of them whose label was right is truly at least this, 95 % sure,</param>
/// <param name="High">and at most this.</param>
public sealed record ScoreWorth(double From, double To, int Accounts, double Low, double High);
