namespace Spotter.Azure.Models;

/// <summary>A version that is kept as an archive.</summary>
/// <param name="Name">Its name, the day it was added and a number.</param>
/// <param name="Sha256">Of the archive's bytes, 64 hexadecimal digits; the archive is called by it.</param>
/// <param name="Bytes">How many bytes the archive has.</param>
internal sealed record KeptVersion(string Name, string Sha256, long Bytes);
