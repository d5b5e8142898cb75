using System.Text;
using System.Text.Json.Nodes;
using Spotter.Alerting;
using Spotter.Alerting.Slack;
using Spotter.Contracts.Alerting;
using Spotter.Reading;

namespace Spotter.Tests.Alerting.Slack;

public class SlackBodyTests
{
    private static AlertMessage Alert { get; } =
        SampleAlerts.New("Soup 🍲 & <bread>") with { Id = "a1", Link = "https://www.instagram.com/p/a1/" };

    [Fact]
    public void A_message_has_a_text_blocks_and_the_id_that_it_is_found_by()
    {
        AssertWritten(new AlertDraft(Alert, new AlertUpload("F1")), "C0SOUP", """
            {
              "channel": "C0SOUP",
              "text": "specials-board: davesfreshpasta posted one",
              "unfurl_links": false,
              "blocks": [
                { "type": "header", "text": { "type": "plain_text", "text": "specials-board: davesfreshpasta posted one" } },
                { "type": "section", "text": { "type": "plain_text", "text": "Soup 🍲 & <bread>" } },
                { "type": "image", "slack_file": { "id": "F1" }, "alt_text": "A picture that davesfreshpasta posted." },
                { "type": "context", "elements": [{ "type": "mrkdwn", "text": "DETAILS" }] }
              ],
              "metadata": { "event_type": "spotter_alert", "event_payload": { "id": "a1" } }
            }
            """);
    }

    [Fact]
    public void A_message_without_caption_and_picture_has_no_blocks_for_them()
    {
        AssertWritten(new AlertDraft(Alert with { Caption = null }, AlertUpload.None), "C0SOUP", """
            {
              "channel": "C0SOUP",
              "text": "specials-board: davesfreshpasta posted one",
              "unfurl_links": false,
              "blocks": [
                { "type": "header", "text": { "type": "plain_text", "text": "specials-board: davesfreshpasta posted one" } },
                { "type": "context", "elements": [{ "type": "mrkdwn", "text": "DETAILS" }] }
              ],
              "metadata": { "event_type": "spotter_alert", "event_payload": { "id": "a1" } }
            }
            """);
    }

    [Fact]
    public void What_the_picture_says_is_quoted_where_it_formats_nothing()
    {
        var alert = Alert with { Caption = null, Lines = [new WordLine("*Chowder* _5_ https://x.example", 0.9f, [])] };

        AssertWritten(new AlertDraft(alert, AlertUpload.None), "C0SOUP", """
            {
              "channel": "C0SOUP",
              "text": "specials-board: davesfreshpasta posted one",
              "unfurl_links": false,
              "blocks": [
                { "type": "header", "text": { "type": "plain_text", "text": "specials-board: davesfreshpasta posted one" } },
                {
                  "type": "context",
                  "elements": [
                    { "type": "plain_text", "text": "“*Chowder* _5_ https://x.example”" },
                    { "type": "mrkdwn", "text": "DETAILS" }
                  ]
                }
              ],
              "metadata": { "event_type": "spotter_alert", "event_payload": { "id": "a1" } }
            }
            """);
        Assert.DoesNotContain("Chowder", SlackText.Details(new AlertDraft(alert, AlertUpload.None)));
    }

    [Fact]
    public void A_plain_message_to_a_webhook_names_no_channel_and_has_no_blocks()
    {
        var draft = new AlertDraft(Alert, AlertUpload.None, IsPlain: true);

        AssertWritten(draft, channel: null, """
            {
              "text": "TEXT",
              "unfurl_links": false,
              "metadata": { "event_type": "spotter_alert", "event_payload": { "id": "a1" } }
            }
            """.Replace("TEXT", SlackText.Text(draft), StringComparison.Ordinal));
    }

    private static void AssertWritten(AlertDraft draft, string? channel, string expected)
    {
        var body = SlackBody.Write(draft, channel);

        var json = JsonNode.Parse(expected.Replace("DETAILS", SlackText.Details(draft), StringComparison.Ordinal))!.ToJsonString();
        Assert.Equal(json, Encoding.UTF8.GetString(body));
    }
}
