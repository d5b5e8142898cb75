using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Alerting.Slack;
using Spotter.Contracts.Alerting;
using Spotter.Reading;

namespace Spotter.Tests.Alerting.Slack;

public sealed partial class SlackTextTests
{
    // Texts of whole characters, some of two code units, around every limit that there is.
    private static readonly Arbitrary<string> Texts = (
        from length in Gen.OneOf(
            Gen.Choose(1, 20), Gen.Choose(140, 160), Gen.Choose(1_990, 2_010), Gen.Choose(2_990, 3_010), Gen.Choose(1, 6_000))
        from text in Gen.Elements("a", "&", "<", ">", "é", "湯", "🍲", "<!channel>", "\n").ArrayOf(length)
        select string.Concat(text)).ToArbitrary();

    [Fact]
    public void No_text_is_over_its_limit() => Prop.ForAll(Texts, text =>
    {
        var alert = AlertOf(text);
        Assert.InRange(SlackText.Header(alert).Length, 1, 150);
        Assert.InRange(SlackText.Title(alert).Length, 1, 150);
        Assert.InRange(SlackText.Quote(alert)!.Length, 1, 82);
        Assert.InRange(SlackText.AltText(alert).Length, 1, 2_000);
        Assert.InRange(SlackText.Caption(alert)?.Length ?? 1, 1, 3_000);
        Assert.InRange(SlackText.Words(alert)?.Length ?? 1, 1, 3_000);
        Assert.InRange(SlackText.Details(DraftOf(alert)).Length, 1, 2_500);
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(1_100)]
    [InlineData(1_400)]
    public void What_is_longest_when_it_is_escaped_is_not_over_the_limit_with_a_long_link(int link)
    {
        var alert = AlertOf(new string('&', 500)) with { Link = $"https://x.example/{new string('a', link)}" };

        Assert.InRange(SlackText.Details(DraftOf(alert)).Length, 1, 2_500);
    }

    [Fact]
    public void A_text_that_fits_is_kept_and_one_that_does_not_is_begun() => Prop.ForAll(Texts, text =>
    {
        var caption = SlackText.Caption(AlertOf(text));
        if (string.IsNullOrWhiteSpace(text))
            Assert.Null(caption);
        else if (text.Length <= 3_000)
            Assert.Equal(text, caption);
        else
            Assert.True(caption!.EndsWith('…') && text.StartsWith(caption[..^1], StringComparison.Ordinal) && caption.Length >= 2_999);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_character_is_cut_in_half() =>
        Prop.ForAll(
                Texts,
                text =>
                {
                    var alert = AlertOf(text);
                    string?[] texts =
                    [
                        SlackText.Header(alert),
                        SlackText.AltText(alert),
                        SlackText.Title(alert),
                        SlackText.Quote(alert),
                        SlackText.Caption(alert),
                        SlackText.Words(alert),
                        SlackText.Details(DraftOf(alert)),
                        SlackText.Text(DraftOf(alert)),
                    ];
                    Assert.All(
                        texts,
                        shown => Assert.DoesNotContain('\ufffd', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(shown ?? "")))
                    );
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void What_people_wrote_is_escaped_once_and_read_back_whole() => Prop.ForAll(Texts, text =>
    {
        var escaped = SlackText.Escape(text);
        Assert.DoesNotMatch(Unescaped(), escaped);
        Assert.Equal(text, escaped.Replace("&lt;", "<", StringComparison.Ordinal).Replace("&gt;", ">", StringComparison.Ordinal).Replace(
            "&amp;", "&", StringComparison.Ordinal));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Mark_up_holds_only_our_own_brackets() => Prop.ForAll(Texts, text =>
    {
        var alert = AlertOf(text);
        Assert.DoesNotMatch(Unescaped(), SlackText.Text(DraftOf(alert)));
        Assert.DoesNotMatch(Unescaped(), OwnBrackets().Replace(SlackText.Details(DraftOf(alert)), ""));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("/p/1")]
    [InlineData("not a link")]
    [InlineData("")]
    [InlineData(null)]
    public void What_is_no_web_address_is_no_link(string? link) =>
        Assert.DoesNotContain("open the post", SlackText.Details(DraftOf(SampleAlerts.New() with { Link = link })));

    [Fact]
    public void Plain_text_holds_no_bracket_of_ours_or_theirs() => Prop.ForAll(Texts, text =>
    {
        var shown = SlackText.Text(DraftOf(AlertOf(text)) with { IsPlain = true, IsLate = true });
        Assert.DoesNotMatch(Unescaped(), shown);
        Assert.InRange(shown.Length, 1, 4_000);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_link_cannot_end_its_own_mark_up() =>
        Assert.EndsWith("<https://x.example/%3E%7Ca?b=1&amp;c=2|open the post>", SlackText.Details(
            DraftOf(SampleAlerts.New() with { Link = "https://x.example/>|a?b=1&c=2" })));

    [Fact]
    public void Numbers_and_times_do_not_depend_on_the_machines_language()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("ar-SA");
        try
        {
            Assert.Contains(
                "score 0.94 · <!date^1772451000^{date_short_pretty} {time}|2026-03-02 11:30 UTC>",
                SlackText.Details(DraftOf(SampleAlerts.New()))
            );
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    private static AlertDraft DraftOf(AlertMessage alert) => new(alert, AlertUpload.None);

    private static AlertMessage AlertOf(string text)
    {
        var handle = string.Concat(text.Where(c => !char.IsControl(c)).Take(500)).Trim();
        if (handle.Length > 0 && char.IsHighSurrogate(handle[^1]))
            handle = handle[..^1];
        return SampleAlerts.New(text) with
        {
            Account = AccountId.Parse($"folder:{(handle.Length == 0 ? "a" : handle)}"),
            Label = text,
            AltText = text,
            Lines = [new WordLine(text, 0.9f, [])],
            Words = text,
            Link = "https://x.example/?" + Uri.EscapeDataString(text),
        };
    }

    [GeneratedRegex("[<>]|&(?!amp;|lt;|gt;)")]
    private static partial Regex Unescaped();

    [GeneratedRegex(@"<(!date\^|https://x\.example/)[^<>]*>")]
    private static partial Regex OwnBrackets();
}
