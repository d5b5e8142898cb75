using System.Text.Json.Serialization;
using Spotter.Accounts;
using Spotter.Pictures;
using Spotter.Reading;

namespace Spotter.Alerting;

/// <summary>One message for one post and one rule.</summary>
public sealed record AlertMessage
{
    /// <summary>The alert's id: the same post and rule always have the same. Letters, digits and hyphens only.</summary>
    public required string Id { get; init; }

    /// <summary>The account that posted.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The label that matched; where the rule names none, its condition.</summary>
    public required string Label { get; init; }

    /// <summary>The score of that label in the picture, 0 to 1; null where the rule names none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double? Score { get; init; }

    /// <summary>The lines of the picture that matched, in reading order, at most twenty; empty where the rule asked for none.</summary>
    // A record of an earlier version lacks it.
    public IReadOnlyList<WordLine> Lines { get => field ?? []; init; } = [];

    /// <summary>When it was posted.</summary>
    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>The post's text; null where there is none. Untrusted.</summary>
    public string? Caption { get; init; }

    /// <summary>The post's page; null where there is none.</summary>
    public string? Link { get; init; }

    /// <summary>The picture that matched, the best one where several did.</summary>
    public required PictureId Picture { get; init; }

    /// <summary>A description of the picture for those who do not see it.</summary>
    public required string AltText { get; init; }

    /// <summary>When the alert was recorded: a look-up need not go back further.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>What the picture says that matched, in one line; null where the rule asked for no words.</summary>
    [JsonIgnore]
    public string? Quote => Lines.Count == 0 ? null : string.Join(" / ", Lines.Select(line => line.Text));
}
