using System.Globalization;

namespace DownloadBench;

/// <summary>What processors did for this process and for its children that ended, but not for those that still run.</summary>
internal static class ProcessorTime
{
    private const int TicksPerSecond = 100;

    /// <summary>In steps of 10 ms. Linux only: zero elsewhere.</summary>
    public static TimeSpan OfThisAndItsChildren()
    {
        if (!OperatingSystem.IsLinux())
            return TimeSpan.Zero;

        // Behind the name, which may hold spaces: the state first, then utime, stime, cutime and cstime as the twelfth to fifteenth.
        var text = File.ReadAllText("/proc/self/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds(
            fields[11..15].Sum(field => long.Parse(field, CultureInfo.InvariantCulture)) / (double)TicksPerSecond);
    }
}
