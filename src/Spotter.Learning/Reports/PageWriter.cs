using System.Globalization;
using System.Net;
using System.Text;
using Spotter.Insights;

namespace Spotter.Learning.Reports;

/// <summary>Writes a page piece by piece. What strangers wrote goes through <see cref="Encode"/> first.</summary>
internal sealed class PageWriter
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a line of HTML.</summary>
    public void Add(FormattableString text) => _text.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    public override string ToString() => _text.ToString();

    /// <summary>A text that stays one.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A share, as a table has it.</summary>
    public static string Show(double? share) => share?.ToString("0.000", CultureInfo.InvariantCulture) ?? "-";

    /// <summary>A share and where it truly lies, as HTML.</summary>
    public static string Show(double? share, Interval interval) =>
        share is null
            ? "-"
            : string.Create(CultureInfo.InvariantCulture, $"{share:0.000} <small>{interval.Low:0.00}-{interval.High:0.00}</small>");

    /// <summary>A count.</summary>
    public static string Show(int count) => count.ToString(CultureInfo.InvariantCulture);
}
