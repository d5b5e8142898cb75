using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Spotter.Models;
using Spotter.Watching;
using Spotter.Web.Markup;

namespace Spotter.Web.Models;

/// <summary>The models: what each tells apart, what it is worth, who uses it, and which of its versions counts.</summary>
internal sealed class ModelPages(
    ModelCatalog models, WatchRepository watches, IOptions<ModelOptions> options, IOptions<WatchingOptions> defaults, SiteHost host)
    : IPages
{
    private const int MaxLabels = 8;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPage("/models", ShowAsync);
        if (host.ModelAdvice is null)
            routes.MapForm("/models/use", UseAsync);
    }

    private async Task<IResult> ShowAsync(HttpContext context)
    {
        var watched = await watches.ListAsync(static _ => { }, context.RequestAborted).ToListAsync(context.RequestAborted);
        var users = watched
            .SelectMany(watch => new[] { watch.Model ?? defaults.Value.Model, defaults.Value.FindCaptionModel(watch) })
            .OfType<string>()
            .CountBy(name => name)
            .ToDictionary();
        var rows = await Task.WhenAll(
            models.Names.Select(name => RowAsync(name, users.GetValueOrDefault(name), context.RequestAborted)));
        return Layout.Page(
            context,
            "Models",
            Html.Of($"""
                <h1>Models</h1>
                {Used(context)}
                <table class="folds"><thead><tr><th scope="col">Model</th><th scope="col">Tells apart</th><th scope="col">Accuracy</th>
                <th scope="col">Used by</th><th scope="col">Versions</th></tr></thead><tbody>{Html.Each(rows, row => row)}</tbody></table>
                {Html.When(rows.Length == 0, () => Html.Of($"""<p class="empty">Models will appear here. Add one: spotter models add resnet18</p>"""))}
                <h2>Better ones</h2>
                {Better()}
                """));
    }

    private async Task<Html> RowAsync(string name, int users, CancellationToken cancellationToken)
    {
        try
        {
            var head = await ModelFiles.ReadHeadAsync(models.FolderOf(name), cancellationToken);
            return head.Kind == ModelKind.Classifier
                ? Row(name, Classifier(await models.ReadDescriptionAsync(name, cancellationToken)), users, Versions(name))
                : Row(name, Html.Of($"""<td class="free">{head.Summary}</td><td class="faint">no classifier</td>"""), users, default);
        }
        catch (ModelException error)
        {
            return Row(name, Html.Of($"""<td class="free bad">broken: {error.Message}</td><td></td>"""), users, Versions(name));
        }
    }

    private Html Better() => host.ModelAdvice is { } advice
        ? Html.Of($"<p>{advice}</p>")
        : Html.Of($"""
            <p>What was said in the <a href="/review">review</a> makes a new version, compared with the one in use:
            <code>spotter train --from-corrections --model NAME</code>. It appears here, to be used or not.</p>
            """);

    private static Html Row(string name, Html said, int users, Html versions) => Html.Of($"""
        <tr><td><strong>{name}</strong></td>{said}<td data-name="Used by">{users} {(users == 1 ? "account" : "accounts")}</td><td>{versions}</td></tr>
        """);

    private static Html Classifier(ModelDescription model)
    {
        var labels = string.Join(", ", model.Labels.Take(MaxLabels));
        var more = model.Labels.Count > MaxLabels ? $" and {model.Labels.Count - MaxLabels} more" : "";
        return Html.Of($"""
            <td class="free">{model.Summary}<div class="faint">{labels}{more}{(model.Hosted is null ? "" : ", hosted by Clarifai")}</div></td>
            <td data-name="Accuracy">{(model.Measured is { } measured ? Accuracy(measured) : Html.Of($"""<span class="faint">nobody measured</span>"""))}</td>
            """);
    }

    // A dot, and a whisker where the share truly lies.
    private static Html Accuracy(ModelMeasurement measured)
    {
        var interval = measured.Interval;
        return Html.Of($"""
            <svg class="whisker" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true"><line x1="{At(interval.Low)}" x2="{At(interval.High)}" y1="6" y2="6"/><rect x="{At(measured.Accuracy)}" y="2" width="1" height="8"/></svg>
            {measured.Accuracy:0.000} <span class="faint">({interval.Low:0.000} to {interval.High:0.000}) on {measured.Pictures} pictures: {measured.Data}</span>
            """);
    }

    private static string At(double share) => (100 * share).ToString("0.##", CultureInfo.InvariantCulture);

    private Html Versions(string name)
    {
        var own = options.Value.OwnFolderOf(name);
        IReadOnlyList<string> versions = [ModelVersions.First, .. ModelVersions.List(own)];
        if (versions.Count == 1)
            return Html.Of($"""<span class="faint">one</span>""");

        var used = ModelVersions.TryFindInUse(own);
        return Html.Of($"""
            <div class="actions">{Html.Each(versions, version => version == used
                ? Html.Of($"""<span>{version}: <strong>in use</strong></span>""")
                : host.ModelAdvice is null ? Use(name, version, $"Use {version}") : Html.Of($"<span>{version}</span>"))}</div>
            """);
    }

    private static Html Use(string name, string version, string text) => Html.Of($"""
        <form method="post" action="/models/use"><input type="hidden" name="model" value="{name}"><button name="version" value="{version}">{text}</button></form>
        """);

    private static Html Used(HttpContext context)
    {
        var (model, version, before) = (Text("model"), Text("version"), Text("before"));
        return model.Length == 0
            ? default
            : Html.Of($"""<div class="notice" role="status">Version {version} of {model} is in use from the next picture on. {Use(model, before, "Undo")}</div>""");

        string Text(string name) => context.Request.Query[name].ToString();
    }

    private async Task<IResult> UseAsync(HttpContext context)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (model, version) = (form["model"].ToString(), form["version"].ToString());
        if (!models.Names.Contains(model))
            throw new WebException($"There is no model '{model}'. There are: {string.Join(", ", models.Names)}.");

        var own = options.Value.OwnFolderOf(model);
        if (!ModelVersions.List(own).Prepend(ModelVersions.First).Contains(version))
            throw new WebException($"{model} has no version '{version}'.");

        var before = ModelVersions.TryFindInUse(own) ?? ModelVersions.First;
        ModelVersions.Use(own, version);
        return TypedResults.LocalRedirect("/models" + QueryString.Create("model", model).Add("version", version).Add("before", before));
    }
}
