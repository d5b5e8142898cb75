using Spotter.Web.Markup;

namespace Spotter.Web.Insights;

/// <summary>Fills that can be told apart without colours and in print.</summary>
internal static class Patterns
{
    /// <summary>How many there are.</summary>
    public const int Count = 6;

    /// <summary>What the fills of a page are drawn from. Once on each page, before the charts.</summary>
    public static Html Definitions => Html.Of($"""
        <svg class="sr" width="0" height="0" aria-hidden="true"><defs>
        <pattern id="fill-1" width="6" height="6" patternUnits="userSpaceOnUse"><path class="ground" d="M0 0h6v6h-6z"/><path class="stroke" d="M-1 1l2-2M0 6l6-6M5 7l2-2"/></pattern>
        <pattern id="fill-2" width="6" height="6" patternUnits="userSpaceOnUse"><path class="ground" d="M0 0h6v6h-6z"/><circle class="dot" cx="3" cy="3" r="1.6"/></pattern>
        <pattern id="fill-3" width="5" height="5" patternUnits="userSpaceOnUse"><path class="ground" d="M0 0h5v5h-5z"/><path class="stroke" d="M2.5 0v5"/></pattern>
        <pattern id="fill-4" width="8" height="8" patternUnits="userSpaceOnUse"><path class="ground" d="M0 0h8v8h-8z"/><path class="stroke" d="M0 0l8 8M8 0l-8 8"/></pattern>
        <pattern id="fill-5" width="8" height="8" patternUnits="userSpaceOnUse"><path class="empty" d="M0 0h8v8h-8z"/></pattern>
        </defs></svg>
        """);

    /// <summary>The fill of a number.</summary>
    public static string FillOf(int pattern) => pattern % Count == 0 ? "currentColor" : $"url(#fill-{pattern % Count})";
}
