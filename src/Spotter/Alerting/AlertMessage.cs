using System.Text.Json.Serialization;
using Spotter.Accounts;
using Spotter.Pictures;

namespace Spotter.Alerting;

/// <summary>One message for one post and one rule.</summary>
public sealed record AlertMessage
{
    /// <summary>The alert's id: the same post and rule always have the same. Letters, digits and hyphens only.</summary>
    public required string Id { get; init; }

    /// <summary>The account that posted.</summary>
    public required AccountId Account { get; init; }

    /// <summary>The label that matched.</summary>
    public required string Label { get; init; }

    /// <summary>The best score of that label among the post's pictures, 0 to 1.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required double Score { get; init; }

    /// <summary>When it was posted.</summary>
    public required DateTimeOffset PostedAt { get; init; }

    /// <summary>The post's text; null where there is none. Untrusted.</summary>
    public string? Caption { get; init; }

    /// <summary>The post's page; null where there is none.</summary>
    public string? Link { get; init; }

    /// <summary>The picture with the best score.</summary>
    public required PictureId Picture { get; init; }

    /// <summary>A description of the picture for those who do not see it.</summary>
    public required string AltText { get; init; }

    /// <summary>When the alert was recorded: a look-up need not go back further.</summary>
    public required DateTimeOffset RecordedAt { get; init; }
}
