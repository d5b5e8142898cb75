using Spotter.Insights;

namespace Spotter.Reporting;

/// <summary>What posts that one model judged tell of its labels. A person's label counts before the model's.</summary>
/// <param name="Model">The model's name; empty for posts that people alone labelled.</param>
/// <param name="Posts">How many posts it judged.</param>
/// <param name="ByLikes">The ten labels with the highest mean likes, of those with five posts or more where there are ten.</param>
/// <param name="ByComments">The same by comments.</param>
/// <param name="ByCount">The ten labels with the most posts.</param>
/// <param name="LabelCount">How many labels posts have: the best of many is best partly by luck.</param>
/// <param name="IsOfCaptions">
/// True for a model of captions, whose label is the account's: it counts for all posts of that.
/// </param>
public sealed record ModelFigures(
    string Model,
    int Posts,
    IReadOnlyList<LabelFigures> ByLikes,
    IReadOnlyList<LabelFigures> ByComments,
    IReadOnlyList<LabelFigures> ByCount,
    int LabelCount,
    bool IsOfCaptions = false);

/// <summary>How posts with a label did.</summary>
/// <param name="Label">The label.</param>
/// <param name="Figures">How they did.</param>
/// <param name="Share">Of all posts that the model judged.</param>
/// <param name="ShareInterval">Where that share truly lies.</param>
/// <param name="Against">
/// Their likes against what is usual for their accounts; null where none are known. Its interval is so wide that 95 % of all models have
/// every label inside.
/// </param>
public sealed record LabelFigures(string Label, Figures Figures, double Share, Interval ShareInterval, Lift? Against);
