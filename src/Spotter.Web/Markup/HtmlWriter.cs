using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Spotter.Web.Markup;

/// <summary>Writes an interpolated text as HTML. The compiler calls it.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlWriter
{
    private const int UsualLength = 24;

    private readonly StringBuilder _text;

    public HtmlWriter(int literalLength, int formattedCount) =>
        _text = new StringBuilder(literalLength + (UsualLength * formattedCount));

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(Html piece) => _text.Append(piece.ToString());

    public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(text));

    public void AppendFormatted<T>(T value) where T : struct =>
        AppendFormatted(value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value.ToString());

    public void AppendFormatted(IFormattable value, string format) =>
        AppendFormatted(value.ToString(format, CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
