using Spotter.Simulator;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>The settings of an app that works with a storage emulator and a simulator.</summary>
internal static class AppSettings
{
    public const string Schedule = "0 */5 * * * *";
    public const string TaskHub = "spotterhub";

    /// <summary>The access key of the pages and the API.</summary>
    public const string Key = "a key for the tests";

    /// <param name="storage">The emulator's connection string.</param>
    /// <param name="simulator">Plays Instagram and Slack.</param>
    /// <param name="readers">A models folder with a reader of words; null where none is needed.</param>
    public static IReadOnlyDictionary<string, string> For(string storage, SimulatorHost simulator, string? readers = null) =>
        readers is null ? Of(storage, simulator) : new Dictionary<string, string>(Of(storage, simulator))
        {
            ["Models__Folder"] = readers,
            ["Models__BuiltInFolder"] = Path.Combine(PublishedFolder.App.Folder, "models"),
        };

    private static Dictionary<string, string> Of(string storage, SimulatorHost simulator) => new()
    {
        ["AzureWebJobsStorage"] = storage,
        ["TASKHUB_NAME"] = TaskHub,
        ["MONITOR_SCHEDULE"] = Schedule,
        ["Web__AccessKey"] = Key,
        ["Storage__Blobs__connectionString"] = storage,
        ["Storage__Tables__connectionString"] = storage,
        ["Pictures__AllowLoopback"] = "true",
        ["Sources__Instagram__BaseAddress"] = simulator.GraphBaseAddress.ToString(),
        ["Sources__Instagram__UserId"] = "17841400000000000",
        ["Sources__Instagram__AccessToken"] = "simulated-token",
        ["Sources__Instagram__CallBudget"] = "1000,1",
        [$"Channels__{Shop.Channel}__Type"] = "slack",
        [$"Channels__{Shop.Channel}__Token"] = "xoxb-simulated",
        [$"Channels__{Shop.Channel}__Channel"] = "C0SPECIALS",
        [$"Channels__{Shop.Channel}__BaseAddress"] = simulator.SlackBaseAddress.ToString(),
        // The simulated one answers at once or not at all; what a dead worker was sending is looked up after twice as long.
        [$"Channels__{Shop.Channel}__Timeout"] = "00:00:05",
        [$"Channels__{Shop.Unshared}__Type"] = "slack",
        [$"Channels__{Shop.Unshared}__Token"] = "xoxb-simulated",
        [$"Channels__{Shop.Unshared}__Channel"] = "C0UNSHARED",
        [$"Channels__{Shop.Unshared}__BaseAddress"] = simulator.SlackBaseAddress.ToString(),
        [$"Channels__{Shop.Unshared}__Timeout"] = "00:00:05",
        ["Scanning__BackoffMultiplier"] = "1",
        ["Scanning__PostRetryDelay"] = "0.5",
        // An idle host looks into its queues as seldom as it may; here nobody wants to wait so long.
        ["AzureFunctionsJobHost__extensions__durableTask__storageProvider__maxQueuePollingInterval"] = "00:00:01",
    };
}
