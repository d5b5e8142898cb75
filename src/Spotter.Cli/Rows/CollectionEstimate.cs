namespace Spotter.Cli.Rows;

/// <summary>What a collection would take, as far as it is known beforehand.</summary>
/// <param name="Accounts">How many accounts there are.</param>
/// <param name="Done">How many of them are done already.</param>
/// <param name="MaxCalls">How many calls the others take at most; null where nobody says how many posts there are.</param>
/// <param name="MaxHours">How long the call budget lets those take; null where the calls are not known.</param>
/// <param name="MaxMegabytes">How much their pictures take, by the average of those that are stored; null where that is not known.</param>
/// <param name="Budget">The call budget.</param>
/// <param name="Videos">True where files of videos come on top, whose size nobody knows beforehand.</param>
internal sealed record CollectionEstimate(
    int Accounts, int Done, long? MaxCalls, double? MaxHours, double? MaxMegabytes, string Budget, bool Videos);
