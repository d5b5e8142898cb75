using System.Text.Json;

namespace Spotter.Watching;

/// <summary>What a watch was before somebody saved it, and after that, so that it can be taken back.</summary>
/// <param name="Before">The watch before.</param>
/// <param name="After">The watch after.</param>
public sealed record SavedWatch(Watch Before, Watch After)
{
    /// <summary>True where nobody changed it since. A pause is no change of it.</summary>
    public bool IsPresent(Watch present) => Write(BackTo(After, present)) == Write(present);

    /// <summary>The watch as it was before.</summary>
    public Watch BackFrom(Watch present) => BackTo(Before, present);

    private static Watch BackTo(Watch watch, Watch present) => watch with { Since = present.Since, Paused = present.Paused };

    private static string Write(Watch watch) => JsonSerializer.Serialize(watch, WatchJson.Default.Watch);
}
