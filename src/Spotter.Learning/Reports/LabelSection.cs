using Spotter.Learning.Measuring;
using static Spotter.Learning.Reports.PageWriter;

namespace Spotter.Learning.Reports;

/// <summary>How good the model is at each label.</summary>
internal static class LabelSection
{
    public static void Write(PageWriter page, Evaluation evaluation, string things)
    {
        page.Add($"""
            <section id="labels"><h2>Labels</h2>
            <p class="faint">Precision: of the {things} given this label, the share that is right.
            Recall: of this label's {things}, the share that is found.
            The last columns hold for {things} that reach the recommended least score.</p>
            <div class="wide" tabindex="0" role="region" aria-label="Labels"><table class="folds">
            <thead><tr><th scope="col">label</th><th scope="col">{things}</th><th scope="col">precision</th>
            <th scope="col">recall</th><th scope="col">F1</th><th scope="col">AUC</th><th scope="col">least score</th>
            <th scope="col">precision there</th><th scope="col">recall there</th></tr></thead><tbody>
            """);
        foreach (var label in evaluation.Labels)
            page.Add($"""
                <tr><th scope='row'>{Encode(label.Label)}</th><td data-name='{things}'>{label.Pictures}</td>
                <td data-name='precision'>{Show(label.Precision, label.PrecisionInterval)}</td>
                <td data-name='recall'>{Show(label.Recall, label.RecallInterval)}</td>
                <td data-name='F1'>{label.F1:0.000}</td><td data-name='AUC'>{Show(label.Auc)}</td>
                <td data-name='least score'>{Show(label.LeastScore)}</td>
                <td data-name='precision there'>{Show(label.PrecisionAtLeastScore, label.PrecisionAtLeastScoreInterval)}</td>
                <td data-name='recall there'>{Show(label.RecallAtLeastScore, label.RecallAtLeastScoreInterval)}</td></tr>
                """);
        page.Add($"</tbody></table></div></section>");
    }
}
