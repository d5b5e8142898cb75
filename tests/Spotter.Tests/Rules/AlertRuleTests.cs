using System.Text.Json;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Rules;
using Spotter.Watching;

namespace Spotter.Tests.Rules;

/// <summary>How rules are kept, and what their alerts are known by.</summary>
public sealed class AlertRuleTests
{
    private static readonly AccountId Dave = AccountId.Parse("instagram:dave");

    [Fact]
    public void A_rule_is_kept_as_its_text()
    {
        var watch = new Watch { Account = Dave, Since = DateTimeOffset.UnixEpoch, Rules = [new AlertRule("soup", 0.5, "lunch")] };

        var kept = JsonSerializer.SerializeToElement(watch, WatchJson.Default.Watch);

        Assert.Equal("soup >= 0.5 -> lunch", kept.GetProperty("rules")[0].GetString());
        Assert.Equal(watch.Rules, kept.Deserialize(WatchJson.Default.Watch)!.Rules);
    }

    [Theory]
    [InlineData("""{"label":"soup","leastScore":0.51,"channel":"lunch"}""", "soup >= 0.51 -> lunch")]
    [InlineData("""{"label":"soup: today","leastScore":null,"channel":"lunch"}""", "\"soup: today\" -> lunch")]
    [InlineData("""{"label":"soup","channel":"lunch"}""", "soup >= 0 -> lunch")]
    [InlineData("""{"channel":"lunch","leastScore":1E-05,"label":"or"}""", "\"or\" >= 0.00001 -> lunch")]
    public void A_record_of_an_earlier_version_is_read(string kept, string rule) => Assert.Equal(rule, Read(kept).ToString());

    [Theory]
    [InlineData("\"soup >=\"")]
    [InlineData("\"soup\"")]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("""{"label":"soup","leastScore":"much","channel":"lunch"}""")]
    public void A_record_that_cannot_be_read_says_so(string kept) => Assert.Throws<JsonException>(() => Read(kept));

    [Theory]
    [InlineData("soup -> lunch")]
    [InlineData("soup >= 0.9 -> lunch")]
    [InlineData("soup > 0.2 -> lunch")]
    public void The_alerts_of_a_rule_on_one_label_have_the_ids_that_they_always_had(string rule) =>
        Assert.Equal("73d4fc913161bffb9e3e0d94d79f89e4", AlertIds.Of(Dave, "17", AlertRule.ParseKept(rule)));

    [Fact]
    public void A_changed_score_sends_no_old_alert_again_and_another_condition_is_another_alert()
    {
        string[] rules =
        [
            "soup and words has clam -> lunch",
            "soup >= 0.9 and words has clam -> lunch",
            "soup and words has chowder -> lunch",
            "soup and words has clam -> dinner",
            "\"soup and words has clam\" -> lunch",
            "soup < 0.9 -> lunch",
            "soup -> lunch",
        ];
        var ids = rules.Select(rule => AlertIds.Of(Dave, "17", AlertRule.ParseKept(rule))).ToList();

        Assert.Equal(ids[0], ids[1]);
        Assert.Equal(rules.Length - 1, ids.Distinct().Count());
    }

    private static AlertRule Read(string kept) => JsonSerializer.Deserialize(
        $$"""{"account":"instagram:dave","rules":[{{kept}}],"since":"2026-01-01T00:00:00+00:00"}""", WatchJson.Default.Watch)!.Rules[0];
}
