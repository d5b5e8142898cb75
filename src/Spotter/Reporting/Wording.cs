using System.Globalization;
using Spotter.Insights;
using Spotter.Reporting.Explaining;

namespace Spotter.Reporting;

/// <summary>How numbers are written for people.</summary>
public static class Wording
{
    /// <summary>A number, with as many digits as anybody reads: 3.4, 1,234, 12.3k.</summary>
    public static string Show(double number) => number switch
    {
        >= 999_500_000_000 => Format(number, "0.#e0", ""),
        >= 999_500 => Format(number / 1e6, "0.#", "M"),
        >= 9_999.5 => Format(number / 1e3, "0.#", "k"),
        >= 9.95 => Format(number, "#,0", ""),
        _ => Format(number, "0.#", ""),
    };

    /// <summary>A share from 0 to 1, in percent.</summary>
    public static string Percent(double share) => Format(share * 100, share is > 0 and < 0.01 ? "0.#" : "0", " %");

    /// <summary>From one share to another, in percent: 5 to 19 %.</summary>
    public static string Percent(double low, double high) => $"{Percent(low)[..^2]} to {Percent(high)}";

    /// <summary>A mean with its interval: 340 (280 to 410).</summary>
    public static string Show(Estimate estimate) => estimate switch
    {
        { Posts: 0 } => "not known",
        { Low: { } low, High: { } high } => $"{Show(estimate.Mean)} ({Show(low)} to {Show(high)})",
        _ => $"{Show(estimate.Mean)} (too few to tell)",
    };

    /// <summary>How many times the usual: 1.4 times (1.1 to 1.8).</summary>
    public static string Show(Lift lift) => lift is { Low: { } low, High: { } high }
        ? $"{Times(lift.Times)} times ({Times(low)} to {Times(high)})"
        : $"{Times(lift.Times)} times (too few to tell)";

    /// <summary>A factor: 1.4, 0.83.</summary>
    public static string Times(double factor) => Format(factor, factor >= 9.95 ? "#,0" : factor >= 0.995 ? "0.0" : "0.00", "");

    /// <summary>A share with its interval; "nothing" where that is all that can be told.</summary>
    public static string Show(Share share) => share.IsSomething
        ? $"{Percent(share.R2)} ({Percent(share.Low, share.High)})"
        : $"nothing that can be told from chance (at most {Percent(share.High)})";

    /// <summary>A prediction: 120 likes, 40 to 330.</summary>
    public static string Show(Prediction prediction) =>
        $"{Show(prediction.Likes)} likes; nine of ten such posts get {Show(prediction.Low)} to {Show(prediction.High)}";

    /// <summary>So many things.</summary>
    public static string Count(long number, string thing) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:#,0} {thing}{(number == 1 ? "" : "s")}");

    private static string Format(double number, string format, string unit) =>
        number.ToString(format, CultureInfo.InvariantCulture) + unit;
}
