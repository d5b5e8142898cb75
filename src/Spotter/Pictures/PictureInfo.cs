namespace Spotter.Pictures;

/// <summary>What a picture's header says.</summary>
/// <param name="MediaType">For example <c>image/jpeg</c>.</param>
/// <param name="Width">In pixels, upright as its EXIF data asks.</param>
/// <param name="Height">In pixels, upright, of one frame.</param>
public sealed record PictureInfo(string MediaType, int Width, int Height);
