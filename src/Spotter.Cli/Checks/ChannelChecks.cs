using System.Globalization;
using Spotter.Alerting;
using Spotter.Calls;

namespace Spotter.Cli.Checks;

/// <summary>Looks whether alerts would arrive.</summary>
internal sealed class ChannelChecks(CommandHost host)
{
    private readonly WatchesAtHand _watches = new(host);

    public async Task<string> CheckAsync(IAlertChannel channel, CancellationToken cancellationToken)
    {
        var problem = await channel.FindProblemAsync(cancellationToken);
        if (!_watches.HasState || await host.Get<ChannelStateRepository>().FindAsync(channel.Name, cancellationToken) is not { } state)
            return problem is null ? await DescribeUseAsync(channel, cancellationToken) : throw new ProblemException(problem);

        var since = state.StoppedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        throw new ProblemException($"stopped since {since}, its alerts are held: {problem ?? state.Reason} The next scan tries it again.");
    }

    // A rule that was made before the channel was set up tells another one.
    private async Task<string> DescribeUseAsync(IAlertChannel channel, CancellationToken cancellationToken)
    {
        var watches = await _watches.ListAsync(cancellationToken);
        var rules = watches.Sum(watch => watch.Rules.Count(rule => rule.Channel == channel.Name));
        return rules > 0 || channel.Name == AlertingServices.ConsoleName || !watches.Any(watch => watch.Rules.Count > 0)
            ? "well"
            : $"well, and no rule names it: spotter accounts set ACCOUNT --rule '... -> {channel.Name}'";
    }

    /// <summary>Sends a test message.</summary>
    public async Task<string> SendAsync(IAlertChannel channel, CancellationToken cancellationToken)
    {
        var draft = AlertDraft.OfTest(channel.Name, host.Get<TimeProvider>().GetUtcNow());
        var (delivery, comeAt) = await host.Get<CallBudget>().CallAsync(
            channel.Budget, "doctor", async _ => (AlertDelivery?)await channel.SendAsync(draft, cancellationToken), cancellationToken);
        if (delivery is null)
            return string.Create(
                CultureInfo.InvariantCulture, $"not sent: its call budget has room again at {comeAt?.ToLocalTime():yyyy-MM-dd HH:mm:ss}");

        return delivery.Outcome == AlertOutcome.Delivered
            ? "sent: look whether it is there"
            : throw new ProblemException(delivery.Message ?? delivery.Outcome.ToString());
    }
}
