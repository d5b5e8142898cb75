using AngleSharp.Css.Parser;
using Microsoft.Extensions.Options;
using Spotter.Sources.Html;

namespace Spotter.Sources.Web;

/// <summary>Checks each site.</summary>
internal sealed class WebOptionsValidator : IValidateOptions<WebOptions>
{
    private const string Section = "Sources:Web:Sites";
    private const int MaxDepth = 100;

    public ValidateOptionsResult Validate(string? name, WebOptions options)
    {
        var errors = options.Sites.SelectMany(pair => FindErrors($"{Section}:{pair.Key}", pair.Key, pair.Value)).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> FindErrors(string at, string name, WebSite site)
    {
        if (!name.All(letter => char.IsLetterOrDigit(letter) || letter is '-' or '_'))
            yield return $"{at}: the name of a site is letters, digits, hyphens and underscores.";
        if (StrangerAddress.FindError(site.Address, "https://example.com/gallery") is { } error)
            yield return $"{at}:Address: {error}";
        if (site.Links.Length > 0 && !IsSelector(site.Links))
            yield return $"{at}:Links is not a CSS selector.";
        if (!IsSelector(site.Pictures))
            yield return $"{at}:Pictures is not a CSS selector.";
        if (site.FolderBy.Length > 0 && WebCategory.FindPart(site.FolderBy) is null && !IsSelector(site.FolderBy))
            yield return $"{at}:FolderBy is neither path:N nor a CSS selector.";
        if (site.Depth is < 0 or > MaxDepth)
            yield return $"{at}:Depth must be 0 to {MaxDepth}.";
        if (site.MinSide < 0)
            yield return $"{at}:MinSide must not be negative.";
    }

    private static bool IsSelector(string text) => new CssSelectorParser().ParseSelector(text) is not null;
}
