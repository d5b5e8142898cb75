namespace Spotter.Reading.Installed;

/// <summary>A file of a reader.</summary>
/// <param name="File">Its name; it lies beside <c>model.json</c>.</param>
/// <param name="Sha256">The SHA-256 of its bytes, 64 hexadecimal digits.</param>
public sealed record ReaderFile(string File, string Sha256);
