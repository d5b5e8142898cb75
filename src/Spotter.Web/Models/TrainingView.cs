using System.Globalization;
using Spotter.Corrections;
using Spotter.Web.Markup;
using Spotter.Web.Review;

namespace Spotter.Web.Models;

/// <summary>What a page says of trainings: the one that runs or ran, and those that could be.</summary>
internal sealed class TrainingView(RenewalDesk desk, ModelCorrections corrections, SiteHost host, TimeProvider time)
{
    /// <summary>The training that runs or ran last; nothing where there was none.</summary>
    /// <param name="models">Which versions count.</param>
    public Html Current(IReadOnlyList<ShownModel> models) => desk.Current switch
    {
        null => default,
        { IsRunning: true } running => Running(running),
        { Outcome: { } outcome } done => Done(
            done, outcome, models.FirstOrDefault(model => model.Name == done.Model)?.InUse),
        { State: RenewalState.Cancelled } ended => Html.Of($"""
            <p class="notice">The training of {ended.Model} was cancelled {Ago(ended)}. Nothing changed.</p>
            """),
        var failed => Html.Of($"""
            <p class="notice problem"><strong>No new version of {failed.Model}</strong> {Ago(failed)}: {failed.Problem}</p>
            """),
    };

    /// <summary>The trainings that could be begun, and with what.</summary>
    public async Task<Html> OfferAsync(IReadOnlyList<ShownModel> models, CancellationToken cancellationToken)
    {
        if (host.ModelAdvice is { } advice)
            return Html.Of($"""
                <h2 id="train">Better ones</h2><p>{advice}</p>
                {Html.When(host.ModelCommands.Count > 0, () => Html.Of($"""<pre tabindex="0" role="region" aria-label="Commands">{string.Join('\n', host.ModelCommands)}</pre>"""))}
                """);

        var offers = new List<Html>();
        string? damage = null;
        foreach (var model in models.Where(model => model.IsTrainable))
            if (await corrections.CountAsync(model.Name, cancellationToken) is var supply
                && (supply.Pictures > 0 || model.Accounts.Count > 0))
            {
                damage = supply.Damage;
                offers.Add(Offer(model, supply));
            }

        return Html.Of($"""
            <h2 id="train">Train from corrections</h2>
            <p class="answer">What people said in the <a href="/review">review</a> makes a new version. It is compared with the one in use, and nobody
            uses it before you say so. Scans go on meanwhile.</p>
            {Layout.Notice(damage, isProblem: true)}
            {Html.Each(offers, offer => offer)}
            {Html.When(offers.Count == 0, () => Html.Of($"""<p class="faint">A model appears here when an account uses it: <a href="/accounts">watch one</a>.</p>"""))}
            """);
    }

    private Html Offer(ShownModel model, TrainingSupply supply)
    {
        var folders = desk.FoldersOf(model.Name);
        var problem = folders.Count == 0 ? supply.FindProblem() : null;
        return Html.Of($"""
            <section class="offer"><h3>{model.Name}</h3>
            <p>{Describe(supply)}{(folders.Count == 0 ? "" : $" And the pictures of {string.Join(", ", folders)}.")}</p>
            {(problem is null
                ? Html.Of($"""{Html.When(folders.Count == 0, () => Forgets(model, supply))}{Begin(model)}""")
                : Html.Of($"""<p><span class="warn">Not enough:</span> {problem} {RenewalDesk.AdviceFor(model.Name)}</p>"""))}
            </section>
            """);
    }

    private Html Begin(ShownModel model) => desk.Current is { IsRunning: true }
        ? Html.Of($"""<p class="faint">One training at a time: another one runs.</p>""")
        : Html.Of($"""
            <form method="post" action="/models/train"><button name="model" value="{model.Name}">Train {model.Name}</button></form>
            """);

    /// <summary>What a training would use, in a sentence or two.</summary>
    public static string Describe(TrainingSupply supply)
    {
        if (supply.Pictures == 0)
            return "Nobody labelled a picture yet.";

        var news = supply.New == supply.Pictures ? "all of them" : supply.New == 0 ? "none of them" : $"{supply.New} of them";
        return $"People labelled {CorrectionsBar.Describe(supply)}; {news} new since the last training.";
    }

    // A version knows what it is given, and nothing that came before.
    private static Html Forgets(ShownModel model, TrainingSupply supply)
    {
        var known = supply.Seen > 0 ? supply.Seen : model.Versions[^1].MeasuredOn ?? 0;
        return Html.When(known > supply.Pictures - supply.New, () => Html.Of($"""
            <p class="faint">The newest version was made from {known} pictures. A new one would know these {supply.Pictures} alone: for it to
            know the others, too, name their folder in the setting <code>Training:Models:{model.Name}:Folder</code>.</p>
            """));
    }

    private Html Running(ShownTraining running)
    {
        var step = running.Step;
        return Html.Of($"""
            <div class="notice" data-running><p><strong>Training {running.Model}</strong> <span class="faint">begun {Times.Write(running.StartedAt, time.GetUtcNow())}</span>:
            {(running.State == RenewalState.Cancelling ? "ending" : step is null ? "getting ready" : $"{step.Stage}, {step.Done} of {step.Total}")}</p>
            <progress aria-label="How far the training is" max="{step?.Total ?? 1}"{Layout.Attribute("value", step?.Done.ToString(CultureInfo.InvariantCulture))}></progress>
            <div class="row">{Html.When(running.State == RenewalState.Running, () => Html.Of($"""<form method="post" action="/models/train/cancel"><button>Cancel</button></form>"""))}
            <a href="/models">Look again</a></div></div>
            """);
    }

    private Html Done(ShownTraining done, RenewalOutcome outcome, string? inUse) => Html.Of($"""
        <div class="notice{(outcome.IsClearlyWorse ? " problem" : "")}"><p><strong>Version {outcome.Version} of {done.Model}</strong> was made {Ago(done)}{(inUse == outcome.Version ? " and is in use" : "")}.</p>
        <p>{Shares.Write(outcome.Accuracy, outcome.Interval)} <span class="faint">on {outcome.Pictures} pictures that it was not fitted to</span></p>
        <p>{Verdict(outcome)} <span class="faint">{outcome.Comparison}</span></p>
        {Html.When(outcome.Warnings.Count > 0, () => Html.Of($"""<details><summary>Before you trust the numbers ({outcome.Warnings.Count})</summary><ul>{Html.Each(outcome.Warnings, warning => Html.Of($"<li>{warning}</li>"))}</ul></details>"""))}
        <div class="row">{Html.When(inUse != outcome.Version, () => ModelPages.Use(
            done.Model, outcome.Version, outcome.IsClearlyWorse ? $"Use {outcome.Version} all the same" : $"Use {outcome.Version}",
            isFirst: !outcome.IsClearlyWorse))}
        <a class="button" href="/models/report?model={Uri.EscapeDataString(done.Model)}&version={Uri.EscapeDataString(outcome.Version)}">Look at the report</a>
        {Html.When(inUse is not null && inUse != outcome.Version, () => Html.Of($"""<a class="button" href="{ComparePages.AddressOf($"{done.Model}/{inUse}", $"{done.Model}/{outcome.Version}")}">Picture by picture</a>"""))}</div></div>
        """);

    private static string Verdict(RenewalOutcome outcome) => outcome switch
    {
        { IsClearlyWorse: true } => "It is clearly worse than the one in use.",
        { IsClearlyBetter: true } => "It is clearly better than the one in use.",
        _ => "",
    };

    private Html Ago(ShownTraining training) => Times.Write(training.EndedAt ?? training.StartedAt, time.GetUtcNow());
}
