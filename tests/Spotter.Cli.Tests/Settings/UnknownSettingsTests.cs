using Microsoft.Extensions.Configuration;
using Spotter.Cli.Settings;
using Spotter.Settings;

namespace Spotter.Cli.Tests.Settings;

public sealed class UnknownSettingsTests
{
    [Theory]
    [InlineData("Scanning:PageSize")]
    [InlineData("scanning:pagesize")]
    [InlineData("Channels:lunch:Token")]
    [InlineData("Sources:Web:Sites:menu:Links")]
    public void A_setting_that_means_something_is_not_told(string setting) => Assert.Empty(Find(setting));

    [Theory]
    [InlineData("Scanning:PageSze")]
    [InlineData("Channels:lunch:Tokn")]
    [InlineData("Channels:Token")]
    [InlineData("Sources:Web:Sites:menu:Link")]
    [InlineData("Sources:Web:Sites:Links")]
    public void A_setting_that_means_nothing_is(string setting) => Assert.Equal([setting], Find(setting));

    private static IReadOnlyList<string> Find(string setting)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(setting, "7")]).Build();
        var services = CommandHost.Register(configuration, TextWriter.Null, TimeProvider.System);
        return UnknownSettings.Find(configuration, services.FindSettings());
    }
}
