namespace Spotter.Sources.Html;

/// <summary>A picture that a page shows.</summary>
/// <param name="Address">Where it is.</param>
/// <param name="AltText">What the page says of it; null where it says nothing.</param>
internal sealed record HtmlPicture(Uri Address, string? AltText);
