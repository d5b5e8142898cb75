using Microsoft.AspNetCore.Http;
using Spotter.Reporting;
using Spotter.Reporting.Explaining;
using Spotter.Web.Markup;

namespace Spotter.Web.Insights;

/// <summary>Asks about a post that is not made yet, and says what it would get.</summary>
internal static class NewPostForm
{
    private static readonly string[] Kept = ["account", "since", "until"];

    /// <summary>Writes it; nothing where too little is known to predict.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="findings">Of one account.</param>
    public static Html Write(IQueryCollection query, Findings findings)
    {
        if (findings.Explained is not [{ Usual: not null } explained])
            return default;

        var labels = findings.Models.SelectMany(model => model.ByCount).Select(label => label.Label).Distinct().ToList();
        return Html.Of($"""
            <h3 id="new">What would a new post get?</h3>
            <form class="filters" method="get" action="/insights#new">
            {Html.Each(Kept.SelectMany(name => query[name].Select(value => (name, value))), one => Html.Of($"""<input type="hidden" name="{one.name}" value="{one.value}">"""))}
            <label>showing <select name="label"><option value="">the usual</option>
            {Html.Each(labels, label => Html.Of($"<option{Layout.Attribute("selected", label == query["label"] ? "" : null)}>{label}</option>"))}</select></label>
            <label>at <input type="datetime-local" name="at" value="{query["at"].ToString()}"></label>
            <label>pictures <input name="pictures" inputmode="numeric" size="3" value="{query["pictures"].ToString()}"></label>
            <label>caption <input name="caption" size="30" value="{query["caption"].ToString()}"></label>
            <button>Predict</button>
            </form>
            {(explained.New is { } predicted ? Answer(predicted, explained.Together) : default)}
            """);
    }

    private static Html Answer(Prediction predicted, Share? together) => Html.Of($"""
        <p class="answer" role="status">It would get {Wording.Show(predicted)}.
        {Html.When(together is not { IsSomething: true }, () => Html.Of($"That is what every post gets: nothing that can be asked makes a difference that can be told."))}</p>
        """);
}
