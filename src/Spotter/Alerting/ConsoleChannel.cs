using System.Globalization;
using Spotter.Calls;

namespace Spotter.Alerting;

/// <summary>Alerts as lines of text.</summary>
internal sealed class ConsoleChannel(string name, TextWriter writer) : IAlertChannel
{
    private readonly TextWriter _writer = TextWriter.Synchronized(writer);

    public string Name => name;

    public CallBudgetPlan Budget => CallBudgetPlan.NoLimit;

    public TimeSpan Timeout => TimeSpan.Zero;

    public Task<(AlertUpload? Upload, AlertDelivery? Failure)> UploadAsync(
        AlertMessage alert, string? file, CancellationToken cancellationToken) =>
        Task.FromResult<(AlertUpload?, AlertDelivery?)>((AlertUpload.None, null));

    public async Task<AlertDelivery> SendAsync(AlertDraft draft, CancellationToken cancellationToken)
    {
        var alert = draft.Alert;
        var lateness = draft.Lateness is { } late ? $" ({late})" : null;
        var caption = alert.Caption?.ReplaceLineEndings(" ");
        var score = alert.Score is { } number ? string.Create(CultureInfo.InvariantCulture, $" {number:0.00}") : null;
        var quote = alert.Quote is { } words ? $" \"{words}\"" : null;
        var line = draft.Words ?? $"ALERT {alert.Label}{score}{quote} {alert.Account} {alert.Link}{lateness} {caption}";
        await _writer.WriteLineAsync(new string([.. line.Where(c => !char.IsControl(c))]).TrimEnd().AsMemory(), cancellationToken);
        return AlertDelivery.Delivered;
    }

    public Task<AlertLookup> FindAsync(AlertMessage alert, DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult(AlertLookup.CannotTell);

    public Task<string?> FindProblemAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}
