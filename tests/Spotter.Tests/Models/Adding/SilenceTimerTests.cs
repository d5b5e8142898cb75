using System.Globalization;
using Spotter.Contracts;
using Spotter.Models.Adding;

namespace Spotter.Tests.Models.Adding;

public sealed class SilenceTimerTests
{
    [Fact]
    public async Task The_message_is_the_same_in_every_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            var time = new ManualTimeProvider();
            using var timer = new SilenceTimer(TimeSpan.FromSeconds(1.5), time, CancellationToken.None);
            var step = timer.GuardAsync(async token =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, time, token);
                return 0;
            });

            time.AdvanceTo(time.GetUtcNow().AddSeconds(2));

            Assert.Contains("1.5 s", (await Assert.ThrowsAsync<TimeoutException>(() => step)).Message);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
