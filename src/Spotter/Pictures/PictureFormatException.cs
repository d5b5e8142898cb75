namespace Spotter.Pictures;

/// <summary>Bytes that are not a picture, or not a whole one.</summary>
public sealed class PictureFormatException(string message, Exception? inner = null) : Exception(message, inner);
