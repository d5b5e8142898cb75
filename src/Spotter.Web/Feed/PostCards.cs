using System.Globalization;
using Spotter.Alerting;
using Spotter.Models;
using Spotter.Posts;
using Spotter.Reporting.Reading;
using Spotter.Web.Markup;
using Spotter.Web.Pictures;

namespace Spotter.Web.Feed;

/// <summary>Posts as pictures among others.</summary>
internal static class PostCards
{
    private const int Width = 400;
    private const int Height = 500;
    private const int MaxCaption = 300;
    private const int MaxWords = 90;

    /// <summary>A card.</summary>
    public static Html Write(FoundPost post, string? label, DateTimeOffset now)
    {
        var cover = post.FindCover(label);
        return Html.Of($"""
            <li class="card" data-place="{post.Place}"{ForKeys(post, cover)}>
            <a href="{post.Address}" class="shot">{Picture(post, cover)}{Film(post)}{Count(post, cover)}</a>
            {Chip(post, cover, label)}
            {Words(cover)}
            {Problem(post)}
            <p class="who"><span class="handle" title="{post.Account}">{post.Account.Handle}</span>
            <span class="faint">{Times.Write(post.Post.Post.PostedAt, now)}</span>{Bell(post, now)}</p>
            </li>
            """);
    }

    // What a key labels is the picture that is shown.
    private static Html ForKeys(FoundPost post, PictureRecord? cover) => cover is { Id: { } id, Scores: [var best, ..] }
        ? Html.Of($""" data-account="{post.Account}" data-key="{post.Key}" data-picture="{id}" data-best="{best.Label}" """)
        : default;

    /// <summary>A score, as a person reads it.</summary>
    public static string Show(double score) => score.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>What a picture shows, for those who do not see it.</summary>
    public static string Describe(FoundPost post, PictureRecord? picture)
    {
        var best = picture is null ? null : post.BestOf(picture);
        var caption = post.Post.Post.Caption is { Length: > 0 } text ? $": {Texts.Shorten(text, MaxCaption)}" : "";
        return $"{(best is null ? "Picture" : $"{best.Label} {Show(best.Score)}")} by {post.Account.Handle}{caption}";
    }

    private static Html Picture(FoundPost post, PictureRecord? cover) => cover?.Id is { } id
        ? Html.Of($"""
            <img src="{PicturePages.AddressOf(id, Thumbnails.Small)}" width="{Width}" height="{Height}" loading="lazy" decoding="async" alt="{Describe(post, cover)}" title="{Texts.Shorten(post.Post.Post.Caption ?? "", MaxCaption)}">
            """)
        : Html.Of($"""<span class="none">{Absence(post)}<span class="sr">, {Describe(post, cover)}</span></span>""");

    private static string Absence(FoundPost post) => post.Post.Pictures.Count == 0
        ? "no picture"
        : post.Post.IsSettled ? "picture lost" : "picture not here yet";

    private static Html Film(FoundPost post) => Html.When(
        post.Post.Videos?.Any(video => video.Id is not null) == true,
        () => Html.Of($"""<span class="film"><span aria-hidden="true">▶</span><span class="sr">, with a video</span></span>"""));

    private static Html Count(FoundPost post, PictureRecord? cover) => Html.When(
        post.Post.Pictures.Count > 1,
        () => Html.Of($"""<span class="count">{post.Post.Pictures.TakeWhile(one => one != cover).Count() + 1}/{post.Post.Pictures.Count}</span>"""));

    private static Html Chip(FoundPost post, PictureRecord? cover, string? label)
    {
        var scores = cover is null ? [] : post.ScoresOf(cover);
        var shown = scores.FirstOrDefault(score => score.Label == label) ?? scores.MaxBy(score => score.Score);
        if (shown is null)
            return default;

        return post.LabelOf(cover!) is { } said
            ? Html.Of($"""<p class="chip"><span class="name">{said.Label}</span><span class="by">says {said.By}</span></p>""")
            : Bar(shown);
    }

    /// <summary>A label with its score as the ground.</summary>
    public static Html Bar(LabelScore score) => Html.Of($"""
        <p class="chip"><svg aria-hidden="true"><rect width="{Percent(score.Score)}" height="100%"/></svg><span class="name">{score.Label}</span><span class="score">{Show(score.Score)}</span></p>
        """);

    /// <summary>A share of a width.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * Math.Clamp(share, 0, 1):0.#}%");

    private static Html Words(PictureRecord? cover) => cover?.Words is { Lines.Count: > 0 } words
        ? Html.Of($"""<p class="words" dir="auto">“{Texts.Shorten(string.Join(" / ", words.Lines.Select(line => line.Text)), MaxWords)}”</p>""")
        : default;

    private static Html Problem(FoundPost post) => post switch
    {
        { Post.Stage: PostStage.Failed } => Html.Of($"""<p class="bad" title="{post.Post.Reason}">failed: {Texts.Shorten(post.Post.Reason ?? "", MaxWords)}</p>"""),
        { IsFailed: true } => Html.Of($"""<p class="bad">something of it was given up</p>"""),
        { Damages: [var damage, ..] } => Html.Of($"""<p class="bad" title="{damage}">damaged: {Texts.Shorten(damage, MaxWords)}</p>"""),
        { Post.IsSettled: false } => Html.Of($"""<p class="warn">waiting{(post.Post.Reason is { } why ? $": {Texts.Shorten(why, MaxWords)}" : "")}</p>"""),
        _ => default,
    };

    private static Html Bell(FoundPost post, DateTimeOffset now) =>
        post.Alerts.Where(alert => alert.Stage == AlertStage.Sent).Select(alert => alert.SentAt).Min() is { } sent
            ? Html.Of($"""<span class="bell"><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M8 1a4 4 0 0 0-4 4c0 4-1.5 5-1.5 6h11c0-1-1.5-2-1.5-6a4 4 0 0 0-4-4zm-1.5 11.5a1.5 1.5 0 0 0 3 0z"/></svg><span class="sr">alert sent</span> {Times.Write(sent, now)}</span>""")
            : default;
}
