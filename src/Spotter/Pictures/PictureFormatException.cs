namespace Spotter.Pictures;

/// <summary>Bytes that are not a picture, not a whole one, or one that cannot be classified.</summary>
public sealed class PictureFormatException(string message, Exception? inner = null) : SpotterException(message, inner);
