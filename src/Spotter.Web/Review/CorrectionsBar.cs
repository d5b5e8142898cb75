using Spotter.Corrections;
using Spotter.Models;
using Spotter.Web.Markup;

namespace Spotter.Web.Review;

/// <summary>Says how many corrections there are since the last training of a model, and what a training would use.</summary>
internal sealed class CorrectionsBar(ModelCorrections corrections, ModelCatalog models, SiteHost host)
{
    /// <summary>The bar; nothing where nobody labelled anything yet.</summary>
    /// <param name="model">The model whose pictures are looked at; null for all that were corrected.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<Html> WriteAsync(string? model, CancellationToken cancellationToken)
    {
        var lines = new List<Html>();
        foreach (var name in model is null ? models.Names : [model])
            if (await FindAsync(name, cancellationToken) is { Pictures: > 0 } supply)
                lines.Add(Html.Of($"""
                    <p class="notice"><strong>{supply.New}</strong> {(supply.New == 1 ? "correction" : "corrections")} since the last training of {name}.
                    <span class="faint">A training would use {Describe(supply)}.</span> <a href="/models#train">{(host.ModelAdvice is null ? "Train" : "How to train")}</a></p>
                    """));
        return Html.Each(lines, line => line);
    }

    /// <summary>How many pictures there are of each label, such as <c>14 pictures: 9 specials-board, 5 other</c>.</summary>
    public static string Describe(TrainingSupply supply) =>
        $"{supply.Pictures} {(supply.Pictures == 1 ? "picture" : "pictures")}: "
            + string.Join(", ", supply.Labels.Select(label => $"{label.Value} {label.Key}"));

    // A model that is damaged, or gone, says so on its page.
    private async Task<TrainingSupply?> FindAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            return await corrections.CountAsync(model, cancellationToken);
        }
        catch (ModelException)
        {
            return null;
        }
    }
}
