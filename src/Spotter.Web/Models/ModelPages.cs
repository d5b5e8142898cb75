using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Spotter.Models;
using Spotter.Web.Markup;

namespace Spotter.Web.Models;

/// <summary>The models: what each tells apart, what it is worth, who uses it, and which of its versions counts.</summary>
internal sealed class ModelPages(ModelReader reader, TrainingView training, IOptions<ModelOptions> options, TimeProvider time) : IPages
{
    private const int MaxLabels = 8;
    private const int MaxAccounts = 5;

    // It is shown within a page of its own: whoever made the model made it, too.
    private const string ReportPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/models", ShowAsync);
        routes.MapPage("/models/report", ShowReportAsync);
        routes.MapForm("/models/use", UseAsync);
    }

    private async Task<IResult> ShowAsync(HttpContext context)
    {
        var models = await reader.ListAsync(context.RequestAborted);
        var offers = await training.OfferAsync(models, context.RequestAborted);
        return Layout.Page(
            context,
            "Models",
            Html.Of($"""
                <h1>Models</h1>
                {Html.Each(reader.FindProblems(null), problem => Layout.Notice(problem, isProblem: true))}
                {Used(context, models)}
                {UploadPages.Added(context, models)}
                <p id="told" class="sr" role="status"></p>
                <div id="training">{training.Current(models)}</div>
                <table class="folds models"><thead><tr><th scope="col">Model</th><th scope="col">Tells apart</th><th scope="col">Trained</th>
                <th scope="col">Worth</th><th scope="col">Used by</th><th scope="col"><span class="sr">Actions</span></th></tr></thead>{Html.Each(models.OrderBy(RankOf), Body)}</table>
                {Html.When(models.Count == 0, () => Html.Of($"""<p class="empty">Models will appear here. Add one: spotter models add resnet18</p>"""))}
                {Compare(models)}
                {offers}
                {UploadPages.Form(options.Value.MaxUploadBytes)}
                """),
            "models.js");
    }

    // Those that accounts use first; what others are made with, and gives nothing a label, last.
    private static int RankOf(ShownModel model) => model.Accounts.Count > 0 ? 0 : IsJudging(model) ? 1 : 2;

    private static bool IsJudging(ShownModel model) => model.Kind is ModelKind.Classifier or ModelKind.CaptionClassifier;

    // The version in use first, and the others below it.
    private Html Body(ShownModel model)
    {
        var used = model.Versions.FirstOrDefault(version => version.Name == model.InUse);
        var others = model.Versions.Where(version => version != used).Reverse();
        var isOnly = model.Versions.Count < 2;
        return Html.Of($"""
            <tbody><tr><td><strong>{model.Name}</strong>{Html.When(!isOnly, () => Html.Of($"""<div class="faint">{used?.Name ?? "no version"} <span class="nobr">is in use</span></div>"""))}</td>
            <td class="free">{About(model)}{Html.Each(model.Notices, notice => Html.Of($"""<div class="bad">{notice}</div>"""))}</td>{(IsJudging(model) ? Html.Of($"""{Worth(used)}<td data-name="Used by" class="free users">{Users(model.Accounts)}</td>""") : Html.Of($"<td></td><td></td><td></td>"))}
            <td>{Html.When(used?.HasReport == true, () => Report(model, used!))}</td></tr>
            {Html.Each(others, version => Other(model, version))}</tbody>
            """);
    }

    private Html Other(ShownModel model, ShownVersion version) => Html.Of($"""
        <tr class="version"><td><span class="faint">{(IsNewer(model, version) ? "newer:" : "before:")}</span> <span class="nobr">{version.Name}</span></td>
        <td class="free">{Html.When(version.Problem is not null, () => Html.Of($"""<span class="bad">broken: {version.Problem}</span>"""))}</td>
        {Worth(version)}<td></td>
        <td><div class="actions">{Html.When(version.Problem is null, () => Use(
            model.Name, version.Name, IsNewer(model, version) ? $"Use {version.Name}" : $"Back to {version.Name}"))}
        {Html.When(version.Problem is null && model.InUse is not null && model.Kind == ModelKind.Classifier, () => Html.Of($"""<a class="button" href="{ComparePages.AddressOf($"{model.Name}/{model.InUse}", $"{model.Name}/{version.Name}")}">Compare</a>"""))}
        {Html.When(version.HasReport, () => Report(model, version))}</div></td></tr>
        """);

    private static bool IsNewer(ShownModel model, ShownVersion version)
    {
        var names = model.Versions.Select(one => one.Name).ToList();
        return names.IndexOf(version.Name) > names.IndexOf(model.InUse ?? "");
    }

    private static Html About(ShownModel model)
    {
        if (model.Problem is { } problem)
            return Html.Of($"""<span class="bad">broken: {problem}</span>""");
        if (model.Kind != ModelKind.Classifier)
            return Html.Of($"""{model.Summary}<div class="faint">gives pictures no label</div>""");

        var more = model.Labels.Count > MaxLabels ? $" and {model.Labels.Count - MaxLabels} more" : "";
        // What a training writes says no more than the labels.
        var summary = model.Summary?.StartsWith("Tells apart: ", StringComparison.Ordinal) == true ? null : model.Summary;
        return Html.Of($"""
            {string.Join(", ", model.Labels.Take(MaxLabels))}{more}
            <div class="faint">{summary}{(model.IsHosted ? " Hosted by Clarifai." : "")}</div>
            """);
    }

    private Html Worth(ShownVersion? version) => Html.Of($"""
        <td data-name="Trained">{Trained(version)}</td>
        <td class="worth" data-name="Worth">{(version is { Accuracy: { } accuracy, Interval: { } interval }
            ? Html.Of($"""{Shares.Write(accuracy, interval)}<div class="faint">on {version.MeasuredOn ?? 0} pictures: {version.Data}</div>""")
            : Html.Of($"""<span class="faint">nobody measured</span>"""))}</td>
        """);

    private Html Trained(ShownVersion? version) => version switch
    {
        { TrainedAt: { } at, TrainedOn: { } on } => Html.Of($"""{Times.Write(at, time.GetUtcNow())}<div class="faint">on {on} pictures</div>"""),
        { TrainedAt: { } at } => Times.Write(at, time.GetUtcNow()),
        { TrainedOn: { } on } => Html.Of($"""<span class="faint">on {on} pictures</span>"""),
        _ => Html.Of($"""<span class="faint">not said</span>"""),
    };

    private static Html Users(IReadOnlyList<string> accounts) => accounts.Count == 0
        ? Html.Of($"""<span class="faint">no account</span>""")
        : Html.Of($"""
            {Html.Each(accounts.Take(MaxAccounts), account => Html.Of($"""<div><a href="/accounts/edit?account={Uri.EscapeDataString(account)}">{account}</a></div>"""))}
            {Html.When(accounts.Count > MaxAccounts, () => Html.Of($"""<span class="faint">and {accounts.Count - MaxAccounts} more</span>"""))}
            """);

    private static Html Report(ShownModel model, ShownVersion version) => Html.Of($"""
        <a class="button" href="/models/report?model={Uri.EscapeDataString(model.Name)}&version={Uri.EscapeDataString(version.Name)}">Report<span class="sr"> of {model.Name} {version.Name}</span></a>
        """);

    private static Html Compare(IReadOnlyList<ShownModel> models)
    {
        var places = ComparePages.PlacesOf(models);
        return Html.When(places.Count > 1, () => Html.Of($"""
            <h2>Compare two</h2>
            <p>On the same pictures, those that people labelled: which has more of them right, and can that be chance?</p>
            {ComparePages.Form(places, places[^2], places[^1])}
            """));
    }

    /// <summary>A button that makes a version count.</summary>
    public static Html Use(string name, string version, string text, bool isFirst = false) => Html.Of($"""
        <form method="post" action="/models/use"><input type="hidden" name="model" value="{name}"><button{Layout.Attribute("class", isFirst ? "first" : null)} name="version" value="{version}">{text}<span class="sr"> of {name}</span></button></form>
        """);

    // An address that somebody sent may tell what is not so any more.
    private static Html Used(HttpContext context, IReadOnlyList<ShownModel> models)
    {
        var (model, version, before) = (Text("model"), Text("version"), Text("before"));
        return !models.Any(one => one.Name == model && one.InUse == version)
            ? default
            : Html.Of($"""<div class="notice" role="status">Version {version} of {model} is in use from the next picture on. {Use(model, before, "Undo")}</div>""");

        string Text(string name) => context.Request.Query[name].ToString();
    }

    private async Task<IResult> UseAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (model, version) = (form["model"].ToString(), form["version"].ToString());
        var before = await reader.UseAsync(model, version, context.RequestAborted);
        return TypedResults.LocalRedirect("/models" + QueryString.Create("model", model).Add("version", version).Add("before", before));
    }

    private async Task<IResult> ShowReportAsync(HttpContext context, string? model, string? version)
    {
        if (await reader.FindReportAsync(model ?? "", version ?? "", context.RequestAborted) is not { } file)
            return TypedResults.NotFound();

        context.Response.Headers.ContentSecurityPolicy = ReportPolicy;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.PhysicalFile(file, "text/html; charset=utf-8");
    }
}
