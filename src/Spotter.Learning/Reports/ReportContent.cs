using Spotter.Learning.Measuring;

namespace Spotter.Learning.Reports;

/// <summary>What a report's page shows.</summary>
internal sealed record ReportContent
{
    /// <summary>The page's title: the model's name.</summary>
    public required string Title { get; init; }

    /// <summary>What was measured and how, in a sentence or two.</summary>
    public required string How { get; init; }

    /// <summary>When it was measured.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>What the model was measured on, in the plural. Default <c>pictures</c>.</summary>
    public string Things { get; init; } = "pictures";

    /// <summary>How well the model did.</summary>
    public required Evaluation Evaluation { get; init; }

    /// <summary>Accuracy against pictures; null where no training was done.</summary>
    public LearningCurve? Curve { get; init; }

    /// <summary>What a person should know before trusting the numbers.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Names and values, for those who want to know.</summary>
    public IReadOnlyList<(string Name, string Value)> Facts { get; init; } = [];

    /// <summary>Titled lists of files: duplicates, twins, skipped.</summary>
    public IReadOnlyList<(string Title, IReadOnlyList<string> Lines)> Lists { get; init; } = [];

    /// <summary>What is quoted beside a mistake, by path; of pictures, nothing.</summary>
    public IReadOnlyDictionary<string, string> Quotes { get; init; } = new Dictionary<string, string>();

    /// <summary>Data addresses of small pictures, by path.</summary>
    public IReadOnlyDictionary<string, string> Thumbnails { get; init; } = new Dictionary<string, string>();
}
