using System.Globalization;
using AngleSharp.Dom;
using Spotter.Sources.Html;

namespace Spotter.Sources.Web;

/// <summary>Finds what a picture's category is, as <see cref="WebSite.FolderBy"/> says.</summary>
internal static class WebCategory
{
    private const string Path = "path:";
    private const int MaxLength = 100;

    /// <summary>The category; null where there is none.</summary>
    public static string? Find(WebSite site, Uri page, IElement picture)
    {
        if (site.FolderBy.Length == 0)
            return null;

        var found = FindPart(site.FolderBy) is { } part ? PartOf(page, part) : TextOf(site.FolderBy, picture);
        return string.IsNullOrWhiteSpace(found) ? null : HtmlText.Cut(found, MaxLength);
    }

    /// <summary>Which part of a path is meant, 1 for the first; null where none is.</summary>
    public static int? FindPart(string folderBy) =>
        folderBy.StartsWith(Path, StringComparison.OrdinalIgnoreCase)
        && int.TryParse(folderBy.AsSpan(Path.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var part)
        && part > 0 ? part : null;

    private static string? PartOf(Uri page, int part) =>
        page.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries) is var parts && parts.Length >= part
            ? Uri.UnescapeDataString(parts[part - 1])
            : null;

    private static string? TextOf(string selector, IElement picture)
    {
        for (var around = picture.ParentElement; around is not null; around = around.ParentElement)
            if (around.QuerySelector(selector) is { } nearest)
                return HtmlText.Of(nearest);
        return null;
    }
}
