using System.Globalization;
using Spotter.Insights;
using Spotter.Web.Markup;

namespace Spotter.Web.Models;

/// <summary>Writes shares: never without where they truly lie.</summary>
internal static class Shares
{
    private const int Width = 160;
    private const int Margin = 6;

    /// <summary>A dot, and a whisker where the share truly lies, on a line from none to all; and the same in words.</summary>
    public static Html Write(double share, Interval interval) => Html.Of($"""
        <svg class="shares" viewBox="0 0 {Width} 20" width="{Width}" height="20" aria-hidden="true">
        <path class="scale" d="M{Margin} 10H{Width - Margin}M{Margin} 6v8M{Width / 2} 6v8M{Width - Margin} 6v8"/>
        <path class="reach" d="M{At(interval.Low)} 10H{At(interval.High)}M{At(interval.Low)} 5v10M{At(interval.High)} 5v10"/>
        <circle cx="{At(share)}" cy="10" r="4.5"/></svg>
        <span class="nobr"><strong>{Percent(share)} %</strong> right,</span> <span class="nobr">truly {Range(interval)}</span>
        """);

    /// <summary>Such as <c>93.5 to 99.3 %</c>.</summary>
    public static string Range(Interval interval) => $"{Percent(interval.Low)} to {Percent(interval.High)} %";

    /// <summary>Such as <c>97.4</c>.</summary>
    public static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    private static string At(double share) =>
        (Margin + (share * (Width - (2 * Margin)))).ToString("0.#", CultureInfo.InvariantCulture);
}
