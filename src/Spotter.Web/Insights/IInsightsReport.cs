using Spotter.Reporting;

namespace Spotter.Web.Insights;

/// <summary>
/// Writes findings as one HTML file that needs nothing but itself: styles, charts and small pictures are inside, and no script.
/// </summary>
public interface IInsightsReport
{
    /// <summary>The whole file, less than 2 MB.</summary>
    Task<string> WriteAsync(Findings findings, CancellationToken cancellationToken);
}
