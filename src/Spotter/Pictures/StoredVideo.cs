namespace Spotter.Pictures;

/// <summary>The file of a video as it was stored.</summary>
/// <param name="Bytes">From its beginning; may be sought through.</param>
/// <param name="MediaType">For example <c>video/mp4</c>.</param>
public sealed record StoredVideo(Stream Bytes, string MediaType) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Bytes.DisposeAsync();
}
