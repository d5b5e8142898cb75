using Spotter.Accounts;
using Spotter.Models;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary>A watch and how its account stands, as <c>spotter accounts list --json</c> shows it.</summary>
/// <param name="Account">The account.</param>
/// <param name="Schedule">When it is scanned; null means the default.</param>
/// <param name="TimeZone">The schedule's time zone; null means the default.</param>
/// <param name="Model">The model that classifies; null means the default.</param>
/// <param name="Rules">What is worth an alert.</param>
/// <param name="Since">When the watch began.</param>
/// <param name="Paused">True while it is passed over.</param>
internal sealed record AccountRow(
    AccountId Account,
    string? Schedule,
    string? TimeZone,
    string? Model,
    IReadOnlyList<RuleRow> Rules,
    DateTimeOffset Since,
    bool Paused,
    AccountStatus Status)
{
    /// <param name="host">Knows how the account stands.</param>
    /// <param name="watch">The watch.</param>
    /// <param name="model">What its model says; null where that cannot be read.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public static async Task<AccountRow> OfAsync(
        CommandHost host, Watch watch, ModelDescription? model, CancellationToken cancellationToken) => new(
        watch.Account,
        watch.Schedule,
        watch.TimeZone,
        watch.Model,
        [.. watch.Rules.Select(rule => RuleRow.Of(rule, model))],
        watch.Since,
        watch.Paused,
        await AccountStatus.OfAsync(host, watch.Account, cancellationToken));
}
