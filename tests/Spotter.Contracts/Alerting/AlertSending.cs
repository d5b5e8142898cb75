using Spotter.Alerting;

namespace Spotter.Contracts.Alerting;

public static class AlertSending
{
    /// <summary>Uploads the picture and sends the alert: all that brings one without a budget.</summary>
    public static async Task<AlertDelivery> SendAsync(this IAlertChannel channel, AlertMessage alert, CancellationToken cancellationToken)
    {
        var (upload, failure) = await channel.UploadAsync(alert, file: null, cancellationToken);
        return failure ?? await channel.SendAsync(new AlertDraft(alert, upload!), cancellationToken);
    }
}
