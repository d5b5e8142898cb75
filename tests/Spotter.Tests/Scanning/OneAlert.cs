using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Posts;

namespace Spotter.Tests.Scanning;

/// <summary>The scene of most tests of alerts: an account with one post, which is worth one alert.</summary>
internal static class OneAlert
{
    public static async Task<AccountId> PostOneAsync(ScanWorld world)
    {
        var account = await world.WatchAsync("dave");
        world.Source.Add("dave", world.NewPost("1", 1, "board-1"));
        return account;
    }

    /// <summary>The next sends fail so often.</summary>
    public static void Fail(ScanWorld world, int times, AlertOutcome outcome = AlertOutcome.Transient, string message = "503")
    {
        for (var attempt = 0; attempt < times; attempt++)
            world.Channel.Answer(new AlertDelivery(outcome, message));
    }

    public static async Task<AlertRecord> AlertAsync(ScanWorld world, AccountId account) =>
        await world.Get<AlertRepository>().ListAsync(account, CancellationToken.None).SingleAsync();

    public static AlertTask TaskOf(AlertRecord alert, AccountId account) => new(account, alert.PostKey, alert.Message.Id);

    /// <summary>Changes what is recorded of the alert.</summary>
    public static async Task ChangeAsync(ScanWorld world, AccountId account, Func<AlertRecord, AlertRecord> change)
    {
        var alerts = world.Get<AlertRepository>();
        var stored = await alerts.GetAsync(TaskOf(await AlertAsync(world, account), account), CancellationToken.None);
        await alerts.SaveAsync(account, change(stored.Value), stored.Version, CancellationToken.None);
    }
}
