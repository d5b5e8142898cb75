using Spotter.Accounts;
using Spotter.Captions;
using Spotter.Models;
using Spotter.Scanning;
using Spotter.Watching;

namespace Spotter.Cli.Rows;

/// <summary>A watch and how its account stands, as <c>spotter accounts list --json</c> shows it.</summary>
/// <param name="Account">The account.</param>
/// <param name="Schedule">When it is scanned; null means the default.</param>
/// <param name="TimeZone">The schedule's time zone; null means the default.</param>
/// <param name="Model">The model that classifies; null means the default.</param>
/// <param name="CaptionModel">The model of captions; null means the default.</param>
/// <param name="Rules">What is worth an alert.</param>
/// <param name="Since">When the watch began.</param>
/// <param name="Paused">True while it is passed over.</param>
/// <param name="LastScan">When its last scan ended; null before the first.</param>
/// <param name="NextScan">When its schedule, or what it owes, asks for the next; null where nothing does.</param>
/// <param name="Status">What is in the way.</param>
/// <param name="Prediction">What its captions say; null where that is not known.</param>
internal sealed record AccountRow(
    AccountId Account,
    string? Schedule,
    string? TimeZone,
    string? Model,
    string? CaptionModel,
    IReadOnlyList<RuleRow> Rules,
    DateTimeOffset Since,
    bool Paused,
    DateTimeOffset? LastScan,
    DateTimeOffset? NextScan,
    AccountStatus Status,
    KeptPrediction? Prediction)
{
    /// <param name="host">Knows how the account stands.</param>
    /// <param name="watch">The watch.</param>
    /// <param name="model">What its model says; null where that cannot be read.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<AccountRow> OfAsync(
        CommandHost host, Watch watch, ModelDescription? model, CancellationToken cancellationToken)
    {
        var progress = await host.Get<ScanRepository>().FindProgressAsync(watch.Account, cancellationToken);
        var said = await host.Get<CaptionTallies>().FindPredictionAsync(watch.Account, cancellationToken);
        return new AccountRow(
            watch.Account,
            watch.Schedule,
            watch.TimeZone,
            watch.Model,
            watch.CaptionModel,
            [.. watch.Rules.Select(rule => RuleRow.Of(rule, model))],
            watch.Since,
            watch.Paused,
            progress.LastEnd?.EndedAt,
            host.Get<ScanTimes>().FindNext(watch, progress),
            AccountStatus.Of(host.Get<AccountLeases>(), progress),
            said?.WithBestScores());
    }
}
