using Spotter.Models;

namespace Spotter.Reading.Installed;

/// <summary>
/// How pixels become the input of one of a reader's models, float32 [batch, 3, height, width]: element = (value - mean) * scale, value from
/// 0 to 255, per channel in <see cref="Channels"/> order.
/// </summary>
/// <param name="Channels">The order of the channels.</param>
/// <param name="Mean">Three numbers.</param>
/// <param name="Scale">Three numbers.</param>
public sealed record ReaderInput(ChannelOrder Channels, IReadOnlyList<float> Mean, IReadOnlyList<float> Scale);
