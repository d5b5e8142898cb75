using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Spotter.Contracts;
using Spotter.Settings;

namespace Spotter.Cli.Tests.Settings;

public sealed partial class SettingsPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(TestData.RepositoryFolder, "docs", "settings.md"));

    public static TheoryData<string, string> Settings()
    {
        var rows = new TheoryData<string, string>();
        var services = CommandHost.Register(new ConfigurationBuilder().Build(), TextWriter.Null, TimeProvider.System);
        foreach (var section in services.FindSettings())
            foreach (var property in section.Properties)
                rows.Add(section.NameOf(property), DefaultOf(property.GetValue(Activator.CreateInstance(section.Options))));
        return rows;
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Every_setting_is_described_with_its_default(string setting, string value) =>
        Assert.Contains($"| `{setting}` | {value} | ", Page);

    [Fact]
    public void Every_row_describes_a_setting_that_there_is()
    {
        var rows = SettingRow().Matches(Page).Select(match => match.Groups["name"].Value).ToList();

        Assert.Equal([], rows.Except(Settings().Select(row => (string)row[0])));
        Assert.Equal(rows.Distinct(), rows);
    }

    private static string DefaultOf(object? value) => value switch
    {
        null or "" => "none",
        bool flag => flag ? "`true`" : "`false`",
        IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
        _ => $"`{value}`",
    };

    [GeneratedRegex(@"^\| `(?<name>\w+(?::\w+)+)` \|", RegexOptions.Multiline)]
    private static partial Regex SettingRow();
}
