using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Captions;
using Spotter.Models;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.Web.Markup;
using Spotter.Web.Pictures;

namespace Spotter.Web.Feed;

/// <summary>One post, with all that is known of it.</summary>
internal sealed class PostPages(
    PostSearch search, PostVideos postVideos, ModelCatalog models, CaptionTallies tallies, TimeProvider time) : IPages
{
    private const int UsualSide = 1000;

    public void Map(IEndpointRouteBuilder routes) => routes.MapPage("/post", ShowAsync);

    /// <summary>The page of a post.</summary>
    public static string AddressOf(AccountId account, string key) =>
        $"/post?account={Uri.EscapeDataString(account.ToString())}&key={Uri.EscapeDataString(key)}";

    private async Task<IResult> ShowAsync(HttpContext context, string? account, string? key)
    {
        var cancellationToken = context.RequestAborted;
        var whose = FeedFilter.ReadAccount(account);
        var found = PostKeys.CanBe(key) ? await search.FindAsync(whose, key, cancellationToken) : null;
        if (found is null)
            return Layout.Page(
                context,
                "No such post",
                Html.Of($"""<h1>There is no such post</h1><p>It may have been another account's. <a href="/">Back to the feed</a></p>"""),
                status: StatusCodes.Status404NotFound);

        var now = time.GetUtcNow();
        var model = await FindModelAsync(found.Post.Model, cancellationToken);
        var said = await tallies.FindPredictionAsync(whose, cancellationToken);
        var videos = await postVideos.WriteAsync(found, cancellationToken);
        return Layout.Page(
            context,
            $"Post of {whose.Handle}",
            Html.Of($"""
                <div class="post">
                <div class="pictures">{Html.Each(found.Post.Pictures.Index(), one => Picture(found, one.Item, one.Index, model, videos[one.Index]))}{PostVideos.WithoutCover(videos)}
                {Html.When(found.Post.Pictures.Count == 0, () => Html.Of($"""<p class="empty">This post has no picture.</p>"""))}</div>
                <div class="facts">
                <h1><a href="{new FeedFilter { Account = whose }.ToAddress()}">{whose.Handle}</a> <span class="faint">{Times.Write(found.Post.Post.PostedAt, now)}</span></h1>
                {Html.Each(found.Damages, damage => Layout.Notice(damage, isProblem: true))}
                {Said(said, now)}
                {Caption(found)}
                {Numbers(found)}
                <h2>Its way</h2>
                {Way(found, now)}
                <h2>Alerts</h2>
                {Alerts(found, now)}
                </div></div>
                """),
            "post.js");
    }

    private static Html Picture(
        FoundPost post, PictureRecord picture, int index, ModelDescription? model, IEnumerable<ShownVideo> videos)
    {
        if (picture.Id is not { } id)
            return Html.Of($"""<section class="picture"><p class="none">{(picture.IsLost ? "lost" : "not here yet")}: {picture.Failure}</p>{Html.Each(videos, video => video.Html)}</section>""");

        return Html.Of($"""
            <section class="picture" aria-label="Picture {index + 1} of {post.Post.Pictures.Count}">
            {(IsShownByPlayer(picture, videos) ? default : Frame(post, picture, id))}
            {Html.Each(videos, video => video.Html)}
            {Said(post, picture)}
            {Bars(picture, model)}
            {Correction(post, picture, model)}
            {Words(picture)}
            </section>
            """);
    }

    // The player's cover is the picture, without frames around its words.
    private static bool IsShownByPlayer(PictureRecord picture, IEnumerable<ShownVideo> videos) =>
        picture.Words is not { Lines.Count: > 0 } && videos.Any(video => video.IsPlayer);

    private static Html Frame(FoundPost post, PictureRecord picture, PictureId id)
    {
        var (width, height) = (picture.Width > 0 ? picture.Width : UsualSide, picture.Height > 0 ? picture.Height : UsualSide);
        return Html.Of($"""
            <div class="frame">
            <img src="{PicturePages.AddressOf(id, Thumbnails.Large)}" width="{width}" height="{height}" alt="{PostCards.Describe(post, picture)}">
            {Boxes(post, picture)}
            </div>
            """);
    }

    private static Html Boxes(FoundPost post, PictureRecord picture)
    {
        if (picture.Words is not { Lines.Count: > 0 } words)
            return default;

        var matched = post.Alerts
            .Where(alert => alert.Message.Picture == picture.Id)
            .SelectMany(alert => alert.Message.Lines)
            .Select(line => line.Text)
            .ToHashSet();
        return Html.Of($"""
            <svg class="boxes" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
            {Html.Each(words.Lines, line => Html.Of($"""<polygon class="{(matched.Contains(line.Text) ? "matched" : "line")}" points="{Points(line)}"><title>{line.Text}</title></polygon>"""))}
            </svg>
            """);
    }

    private static string Points(WordLine line) =>
        string.Join(' ', line.Box.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.####},{point.Y:0.####}")));

    private static Html Said(KeptPrediction? said, DateTimeOffset now) => said is null
        ? default
        : Html.Of($"""
            <p class="faint" title="Decide nothing about a person by it.">The account, by its captions: {said.Describe()}{Worth(said)}, {Times.Write(said.At, now)}.</p>
            """);

    private static string Worth(KeptPrediction said) => said is { Low: { } low, High: { } high }
        ? string.Create(CultureInfo.InvariantCulture, $"; right for {low:P0} to {high:P0} of such scores")
        : "";

    private static Html Said(FoundPost post, PictureRecord picture) => post.LabelOf(picture) is { } label
        ? Html.Of($"""
            <p><strong>{label.Label}</strong>, says {label.By}{(label.IsCorrection ? $"; the model said {label.ModelLabel ?? "nothing"}" : ", as the model does")}.</p>
            """)
        : default;

    private static Html Correction(FoundPost post, PictureRecord picture, ModelDescription? model)
    {
        if (picture is not { Id: { } id, Scores.Count: > 0 })
            return default;

        var labels = (model?.Labels ?? []).Concat(picture.Scores.Select(score => score.Label)).Distinct();
        var back = Html.Of($"""<input type="hidden" name="picture" value="{id}"><input type="hidden" name="to" value="{post.Address}">""");
        var undo = post.LabelOf(picture) is null
            ? default
            : Html.Of($"""<form class="row" method="post" action="/review/undo">{back}<button>Take it back</button></form>""");
        return Html.Of($"""
            <div class="row"><form class="row" method="post" action="/review">{back}
            <input type="hidden" name="account" value="{post.Account}"><input type="hidden" name="key" value="{post.Key}">
            <label>It shows <select name="label" required><option value="">Choose a label</option>{Html.Each(labels, label => Html.Of($"<option>{label}</option>"))}</select></label>
            <button>Say so</button></form>{undo}</div>
            """);
    }

    private static Html Bars(PictureRecord picture, ModelDescription? model) => picture.Scores.Count == 0
        ? Html.Of($"""<p class="faint">Not classified{(picture.Failure is { } why ? $": {why}" : " yet")}.</p>""")
        : Html.Of($"""
            <ul class="bars" aria-label="What the model says">
            {Html.Each(picture.Scores, score => Bar(score, model))}
            </ul>
            """);

    private static Html Bar(LabelScore score, ModelDescription? model)
    {
        var least = model?.LeastScoreOf(score.Label);
        var tick = least is { } at
            ? Html.Of($"""<line x1="{PostCards.Percent(at)}" x2="{PostCards.Percent(at)}" y1="0" y2="100%"><title>a rule asks for {at:0.00}</title></line>""")
            : default;
        return Html.Of($"""
            <li><span class="name">{score.Label}</span><svg class="bar" aria-hidden="true"><rect width="{PostCards.Percent(score.Score)}" height="100%"/>{tick}</svg><span class="score">{score.Score:0.000}</span></li>
            """);
    }

    private static Html Words(PictureRecord picture) => picture.Words switch
    {
        null => default,
        { Lines.Count: 0 } => Html.Of($"""<p class="faint">No words were read in it.</p>"""),
        { } words => Html.Of($"""
            <h2>Words in it</h2>
            <pre class="text" dir="auto">{string.Join('\n', words.Lines.Select(line => line.Text))}</pre>
            """),
    };

    private static Html Caption(FoundPost post) => post.Post.Post.Caption is { Length: > 0 } caption
        ? Html.Of($"""<p class="caption" dir="auto">{caption}</p>""")
        : Html.Of($"""<p class="faint">It has no caption.</p>""");

    private static Html Numbers(FoundPost post)
    {
        var source = post.Post.Post;
        var numbers = new (string One, long? Count)[] { ("like", source.Likes), ("comment", source.Comments) };
        return Html.Of($"""
            <p class="numbers">{Html.Each(numbers.Where(number => number.Count is not null), number => Html.Of($"<span>{number.Count!.Value:N0} {number.One}{(number.Count == 1 ? "" : "s")}</span> "))}
            {(source.Category is { } category ? Html.Of($"<span>{category}</span> ") : default)}{Link(source.Link)}</p>
            """);
    }

    // A stranger's link leads to a page, and runs nothing.
    private static Html Link(string? link) => Uri.TryCreate(link, UriKind.Absolute, out var page) && page.Scheme is "http" or "https"
        ? Html.Of($"""<a href="{link}" rel="noreferrer noopener">See it where it was posted</a>""")
        : default;

    private static Html Way(FoundPost post, DateTimeOffset now)
    {
        var record = post.Post;
        var stored = record.Pictures.Count(picture => picture.Id is not null);
        var model = record switch
        {
            { Model: null } => Html.Of($"not classified"),
            { ModelVersion: { } version } => Html.Of($"""<span title="version {version}">classified by {record.Model}</span>"""),
            _ => Html.Of($"classified by {record.Model}"),
        };
        var sent = post.Alerts.Where(alert => alert.SentAt is not null).ToList();
        return Html.Of($"""
            <ol class="way">
            <li>posted {Times.Write(record.Post.PostedAt, now)}{(record.Post.IsUndated ? ", as far as is known" : "")}</li>
            <li>found {Times.Write(record.FoundAt, now)}</li>
            <li>{stored} of {record.Pictures.Count} pictures stored{After(record, record.Way?.Stored)}</li>
            {Html.When(record.Videos is not null, () => Html.Of($"<li>{record.Videos!.Count(video => video.Id is not null)} of {record.Videos!.Count} files of videos stored</li>"))}
            <li>{model}{After(record, record.Way?.Classified)}</li>
            {Html.When(sent.Count > 0, () => Html.Of($"""<li>told {string.Join(", ", sent.Select(alert => alert.Channel).Distinct())} {Times.Write(sent.Min(alert => alert.SentAt)!.Value, now)}</li>"""))}
            <li>{End(record, now)}{Tries(record)}</li>
            </ol>
            """);
    }

    // How long after it was found; the exact time for whoever points at it.
    private static Html After(PostRecord record, int? seconds) => seconds is not { } after
        ? default
        : Html.Of($" {Times.WriteAfter(record.FoundAt, TimeSpan.FromSeconds(after))}");

    // One that waits says so itself.
    private static string Tries(PostRecord record) => record.Way?.Tries switch
    {
        null or 0 => "",
        _ when !record.IsSettled => "",
        1 => ", after 1 try that failed",
        { } tries => $", after {tries} tries that failed",
    };

    private static Html End(PostRecord record, DateTimeOffset now) => record.Stage switch
    {
        PostStage.Done => Html.Of($"done{After(record, record.Way?.Ended ?? record.Way?.Classified)}"),
        PostStage.Failed => Html.Of($"""<span class="bad">given up: {record.Reason}</span>{After(record, record.Way?.Ended ?? record.Way?.Classified)}"""),
        _ => Html.Of($"""
            <span class="warn">waiting{(record.DueAt is { } due ? Html.Of($", tried again {Times.Write(due, now)}") : default)}{(record.Attempts > 0 ? $", {record.Attempts} {(record.Attempts == 1 ? "try" : "tries")} failed: {record.Reason}" : "")}</span>
            """),
    };

    private static Html Alerts(FoundPost post, DateTimeOffset now) => post.Alerts.Count == 0
        ? Html.Of($"""<p class="faint">Nobody was to be told of it.</p>""")
        : Html.Of($"""<ul class="alerts">{Html.Each(post.Alerts, alert => Alert(alert, now))}</ul>""");

    private static Html Alert(AlertRecord alert, DateTimeOffset now) => Html.Of($"""
        <li>{alert.Channel}: {alert.Message.Label}{(alert.Message.Quote is { } quote ? $", “{quote}”" : "")}: {Stage(alert, now)}{(alert.Attempts > 0 ? $", {alert.Attempts} {(alert.Attempts == 1 ? "try" : "tries")} failed" : "")}</li>
        """);

    private static Html Stage(AlertRecord alert, DateTimeOffset now) => alert switch
    {
        { Stage: AlertStage.Sent, SentAt: { } at } => Html.Of($"""<span class="good">sent</span> {Times.Write(at, now)}"""),
        { Stage: AlertStage.Sent } => Html.Of($"""<span class="good">sent</span>"""),
        { Stage: AlertStage.Failed } => Html.Of($"""<span class="bad">given up</span>: {alert.Reason}"""),
        { DueAt: { } due } => Html.Of($"""<span class="warn">tried again</span> {Times.Write(due, now)}{(alert.Reason is { } why ? $": {why}" : "")}"""),
        _ => Html.Of($"""<span class="warn">not sent yet</span>"""),
    };

    private async Task<ModelDescription?> FindModelAsync(string? name, CancellationToken cancellationToken)
    {
        try
        {
            return name is null ? null : await models.ReadDescriptionAsync(name, cancellationToken);
        }
        catch (ModelException)
        {
            return null;
        }
    }
}
