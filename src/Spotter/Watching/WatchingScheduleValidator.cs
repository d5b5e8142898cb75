using Microsoft.Extensions.Options;

namespace Spotter.Watching;

/// <summary>What attributes cannot check of <see cref="WatchingOptions"/>.</summary>
internal sealed class WatchingScheduleValidator : IValidateOptions<WatchingOptions>
{
    public ValidateOptionsResult Validate(string? name, WatchingOptions options)
    {
        try
        {
            CronSchedule.Parse(options.Schedule, options.TimeZone);
            return ValidateOptionsResult.Success;
        }
        catch (FormatException error)
        {
            return ValidateOptionsResult.Fail($"Watching:Schedule with Watching:TimeZone: {error.Message}");
        }
    }
}
