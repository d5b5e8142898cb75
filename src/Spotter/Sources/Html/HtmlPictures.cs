using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace Spotter.Sources.Html;

/// <summary>
/// Finds the pictures of a page's elements: the largest of a <c>srcset</c>, what scripts would load later, and backgrounds that an
/// element's own style names.
/// </summary>
internal static partial class HtmlPictures
{
    /// <summary>The elements that may show a picture.</summary>
    public const string Selector =
        "img, picture source, video[poster], [style*='url('], [data-bg], [data-background], [data-background-image]";

    // Where scripts that load pictures when they come into sight look for them.
    private static readonly string[] LazySets = ["data-srcset", "data-lazy-srcset"];

    private static readonly string[] Lazy =
    [
        "data-src", "data-lazy-src", "data-original", "data-lazy", "data-image", "data-full", "data-bg", "data-background",
        "data-background-image",
    ];

    /// <summary>The pictures of an element itself, not of what it holds; the best first.</summary>
    /// <param name="element">An element of the page.</param>
    /// <param name="page">What its addresses are relative to.</param>
    public static IEnumerable<HtmlPicture> Of(IElement element, Uri page) => AddressesOf(element)
        .Select(address => Resolve(page, address))
        .OfType<Uri>()
        .Select(address => new HtmlPicture(address, AltOf(element)));

    /// <summary>The first picture in an element and what it holds; null where there is none.</summary>
    public static HtmlPicture? FindFirst(IParentNode within, Uri page) =>
        within.QuerySelectorAll(Selector).SelectMany(element => Of(element, page).Take(1)).FirstOrDefault();

    /// <summary>An http address that a page names; null where it names something else, as <c>data:</c> does.</summary>
    public static Uri? Resolve(Uri page, string? address) =>
        !string.IsNullOrWhiteSpace(address)
        && Uri.TryCreate(page, address.Trim(), out var whole)
        && whole.Scheme is "http" or "https"
            ? new UriBuilder(whole) { Fragment = "" }.Uri
            : null;

    /// <summary>
    /// The addresses of a <c>srcset</c>, the largest first (HTML Living Standard, 4.8.4.2.1: candidates are divided by commas that follow a
    /// space or a descriptor, since addresses hold commas too).
    /// </summary>
    public static IEnumerable<string> ReadSet(string set) => Candidate().Matches(set)
        .Select(match => (Address: match.Groups["address"].Value.TrimEnd(','), Size: SizeOf(match.Groups["size"].Value)))
        .Where(candidate => candidate.Address.Length > 0)
        .OrderByDescending(candidate => candidate.Size)
        .Select(candidate => candidate.Address);

    private static IEnumerable<string> AddressesOf(IElement element)
    {
        var sets = LazySets.Append("srcset").Select(element.GetAttribute).OfType<string>().SelectMany(set => ReadSet(set).Take(1));
        var single = Lazy.Select(element.GetAttribute).Select(BareAddress);
        var own = element.LocalName switch
        {
            "img" => element.GetAttribute("src"),
            "video" => element.GetAttribute("poster"),
            _ => null,
        };
        var backgrounds = StyleAddress().Matches(element.GetAttribute("style") ?? "").Select(match => match.Groups["address"].Value);
        // What a script loads later is the picture, and what stands in its place until then is none.
        return sets.Concat(single.OfType<string>()).Append(own).Concat(backgrounds).OfType<string>()
            .Where(address => !address.StartsWith("data:", StringComparison.OrdinalIgnoreCase));
    }

    private static string? BareAddress(string? value) =>
        value is not null && StyleAddress().Match(value) is { Success: true } match ? match.Groups["address"].Value : value;

    private static double SizeOf(string descriptor) =>
        descriptor.Length > 1
        && double.TryParse(descriptor.AsSpan(..^1), NumberStyles.Float, CultureInfo.InvariantCulture, out var size) ? size : 1;

    private static string? AltOf(IElement element) =>
        (element.GetAttribute("alt") ?? element.GetAttribute("title") ?? element.GetAttribute("aria-label"))?.Trim() is { Length: > 0 } text
            ? text
            : null;

    [GeneratedRegex(@"(?<address>[^\s,]\S*)(?:\s+(?<size>[\d.eE+]+[wxh]))?\s*(?:,|$)", RegexOptions.None, 1_000)]
    private static partial Regex Candidate();

    [GeneratedRegex(@"url\(\s*(?:""(?<address>[^""]*)""|'(?<address>[^']*)'|(?<address>[^)'""\s]*))\s*\)", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex StyleAddress();
}
