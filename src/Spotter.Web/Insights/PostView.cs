using Spotter.Reporting;

namespace Spotter.Web.Insights;

/// <summary>Where a post and its picture are shown, which a page and a file do not do alike.</summary>
/// <param name="AddressOf">Its page; null for none.</param>
/// <param name="PictureOf">Its picture; null for none.</param>
internal sealed record PostView(Func<PostFigures, string?> AddressOf, Func<PostFigures, string?> PictureOf);
