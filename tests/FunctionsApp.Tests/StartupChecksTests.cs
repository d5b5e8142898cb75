using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Classifying;

namespace Spotter.FunctionsApp.Tests;

public sealed class StartupChecksTests
{
    private static readonly Dictionary<string, string?> Complete = new()
    {
        ["MONITOR_SCHEDULE"] = "0 */5 * * * *",
        ["Storage:Blobs:serviceUri"] = "https://spotter.blob.core.windows.net",
        ["Storage:Tables:endpoint"] = "https://spotter.table.core.windows.net",
    };

    [Theory]
    [InlineData("MONITOR_SCHEDULE", "MONITOR_SCHEDULE")]
    [InlineData("Storage:Blobs:serviceUri", "Storage__Blobs__serviceUri")]
    [InlineData("Storage:Tables:endpoint", "Storage__Tables__endpoint")]
    public void A_setting_that_is_missing_stops_the_start_with_its_name(string setting, string name)
    {
        var error = Assert.Throws<StartupException>(() => Start(Complete.Where(pair => pair.Key != setting)));
        Assert.StartsWith(name, error.Message);
    }

    [Fact]
    public void A_secret_that_cannot_be_read_is_named_and_its_address_is_not()
    {
        var reference = KeyValuePair.Create<string, string?>("Channels:slack:Token", "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/slack-token)");

        var error = Assert.Throws<StartupException>(() => Start(Complete.Append(reference)));

        Assert.StartsWith("Channels__slack__Token", error.Message);
        Assert.DoesNotContain("vault.example", error.Message);
    }

    [Fact]
    public void With_all_settings_it_starts() => Start(Complete);

    [Fact]
    public void The_models_that_come_with_the_app_are_found_wherever_it_is_started()
    {
        using var services = Start(Complete).AddLogging().BuildServiceProvider();
        Assert.Contains("specials-board", services.GetRequiredService<ModelCatalog>().Names);
    }

    private static IServiceCollection Start(IEnumerable<KeyValuePair<string, string?>> settings) =>
        new ServiceCollection().AddSpotter(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
}
