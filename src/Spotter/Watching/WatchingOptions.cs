using System.ComponentModel.DataAnnotations;

namespace Spotter.Watching;

/// <summary>What holds for a watch that does not say otherwise. Settings section <c>Watching</c>.</summary>
public sealed class WatchingOptions : IValidatableObject
{
    /// <summary>When scans are due: a 6-field cron expression, seconds first. Default <c>0 */10 * * * *</c>, every ten minutes.</summary>
    [Required]
    public string Schedule { get; set; } = "0 */10 * * * *";

    /// <summary>The IANA time zone of schedules. Default <c>Etc/UTC</c>.</summary>
    [Required]
    public string TimeZone { get; set; } = "Etc/UTC";

    /// <summary>The model that classifies. Default <c>specials-board</c>.</summary>
    [Required]
    public string Model { get; set; } = "specials-board";

    /// <summary>The model of captions that says of each account what its posts suggest. Default none.</summary>
    public string? CaptionModel { get; set; }

    /// <summary>
    /// Accounts that a hosted app watches from its start, each <c>source:handle</c>. One that is watched already is left as it is. Default
    /// none.
    /// </summary>
    public IList<string> Accounts { get; } = [];

    /// <summary>
    /// The rules of <see cref="Accounts"/>, each <c>condition [-> channel]</c> as docs/rules.md tells. Default <c>specials-board</c>.
    /// </summary>
    public IList<string> Rules { get; } = [];

    /// <summary>The model of captions of a watch; null for none.</summary>
    public string? FindCaptionModel(Watch? watch) =>
        (watch?.CaptionModel ?? CaptionModel) is { Length: > 0 } name and not Watch.NoModel ? name : null;

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        try
        {
            CronSchedule.Parse(Schedule, TimeZone);
            return [];
        }
        catch (FormatException error)
        {
            var section = validationContext.DisplayName;
            return [new ValidationResult($"{section}:{nameof(Schedule)} with {section}:{nameof(TimeZone)}: {error.Message}")];
        }
    }
}
