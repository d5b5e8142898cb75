namespace Spotter.Pictures;

/// <summary>A picture as it was stored.</summary>
/// <param name="Bytes">The whole file.</param>
/// <param name="MediaType">For example <c>image/jpeg</c>.</param>
public sealed record StoredPicture(ReadOnlyMemory<byte> Bytes, string MediaType);
