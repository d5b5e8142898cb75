using Spotter.Sources.Html;

namespace Spotter.Sources.Web;

/// <summary>
/// How the pictures of one site are found. Settings section <c>Sources:Web:Sites:NAME</c>; its account is <c>web:NAME</c>.
/// </summary>
public sealed class WebSite
{
    /// <summary>The page to begin with. Required.</summary>
    public string Address { get; set; } = "";

    /// <summary>
    /// A CSS selector for links that are followed, such as <c>.gallery a, a.next</c>. Default empty: none is.
    /// </summary>
    public string Links { get; set; } = "";

    /// <summary>
    /// A CSS selector for the elements that show a picture, or for links to one. Default: images, sources of <c>picture</c>, covers of
    /// videos, and backgrounds that an element's own style or a script's attribute names.
    /// </summary>
    public string Pictures { get; set; } = HtmlPictures.Selector;

    /// <summary>The hosts whose pages are read, divided by spaces. Default empty: that of <see cref="Address"/>.</summary>
    public string Hosts { get; set; } = "";

    /// <summary>How many links lead from the first page to the last that is read. 0 to 100. Default 1.</summary>
    public int Depth { get; set; } = 1;

    /// <summary>
    /// Which endings of file names are taken, divided by spaces; an address without an ending always is. Default
    /// <c>jpg jpeg png webp avif gif</c>.
    /// </summary>
    public string Types { get; set; } = "jpg jpeg png webp avif gif";

    /// <summary>
    /// What becomes a picture's category: <c>path:2</c> takes the second part of its page's path, anything else is a CSS selector whose
    /// text is taken, the one that stands nearest around the picture. Default empty: none.
    /// </summary>
    public string FolderBy { get; set; } = "";

    /// <summary>A picture that the page says is narrower or lower than this is passed over, in pixels. Default 64.</summary>
    public int MinSide { get; set; } = 64;
}
