using Spotter.Models;
using Spotter.Reading.Installed;

namespace Spotter.Reading;

/// <summary>Turns values of pixels into those of a model's input.</summary>
internal sealed class InputTable(ReaderInput input)
{
    private readonly float[][] _tables =
    [
        .. Enumerable.Range(0, 3).Select(
            channel => Enumerable.Range(0, 256).Select(value => (value - input.Mean[channel]) * input.Scale[channel]).ToArray()),
    ];

    /// <summary>The element of a value between two whole ones, of the tensor's channel 0, 1 or 2.</summary>
    public float ElementOf(int channel, float value) => (value - input.Mean[channel]) * input.Scale[channel];

    /// <summary>Which of red, green and blue is the tensor's channel.</summary>
    public int SourceOf(int channel) => input.Channels == ChannelOrder.Rgb ? channel : 2 - channel;

    /// <summary>Fills the tensor of a whole picture.</summary>
    /// <param name="rgb">Rows from the top; red, green, blue.</param>
    /// <param name="tensor">Receives three planes.</param>
    public void Fill(ReadOnlySpan<byte> rgb, Span<float> tensor)
    {
        var pixels = rgb.Length / 3;
        for (var channel = 0; channel < 3; channel++)
        {
            var (table, source) = (_tables[channel], SourceOf(channel));
            var plane = tensor.Slice(channel * pixels, pixels);
            for (var pixel = 0; pixel < plane.Length; pixel++)
                plane[pixel] = table[rgb[(pixel * 3) + source]];
        }
    }
}
