namespace Spotter.Learning.Features;

/// <summary>What is kept of one picture, or of one changed copy.</summary>
/// <param name="Values">What the backbone says of it.</param>
/// <param name="Fingerprint">What finds it again under other bytes.</param>
internal sealed record FeatureRow(float[] Values, byte[] Fingerprint);
