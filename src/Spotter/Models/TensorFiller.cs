using System.Runtime.InteropServices;
using Spotter.Models.Inference;

namespace Spotter.Models;

/// <summary>
/// Turns the pixels of a picture into a model's input tensor. A table of 256 values per channel holds all the arithmetic.
/// </summary>
internal sealed class TensorFiller
{
    private readonly ModelInput _input;
    private readonly int _pixels;
    private readonly float[][] _floats;
    private readonly Half[][] _halves;
    private readonly byte[][] _bytes;

    public TensorFiller(ModelInput input)
    {
        _input = input;
        _pixels = input.Width * input.Height;
        _floats = [.. Enumerable.Range(0, 3).Select(
            channel => Enumerable.Range(0, 256).Select(value => (value - input.Mean[channel]) * input.Scale[channel]).ToArray())];
        _halves = [.. _floats.Select(table => Array.ConvertAll(table, value => (Half)value))];
        _bytes = [.. _floats.Select(table => Array.ConvertAll(table, value => (byte)Math.Clamp(MathF.Round(value), 0, 255)))];
    }

    /// <summary>The tensor's dimensions, with a batch of one.</summary>
    public long[] Shape => _input.Layout == TensorLayout.Nchw ? [1, 3, _input.Height, _input.Width] : [1, _input.Height, _input.Width, 3];

    /// <summary>The length of the pixels, in bytes: height x width x 3.</summary>
    public int PixelBytes => _pixels * 3;

    /// <summary>The length of the tensor, in bytes.</summary>
    public int TensorBytes =>
        PixelBytes * _input.ElementType switch { ElementType.Float32 => sizeof(float), ElementType.Float16 => 2, _ => sizeof(byte) };

    /// <summary>Fills the tensor.</summary>
    /// <param name="rgb">Rows from the top; red, green, blue.</param>
    /// <param name="tensor">Receives the elements.</param>
    public void Fill(ReadOnlySpan<byte> rgb, Span<byte> tensor)
    {
        switch (_input.ElementType)
        {
            case ElementType.Float32:
                Fill(rgb, MemoryMarshal.Cast<byte, float>(tensor), _floats);
                break;
            case ElementType.Float16:
                Fill(rgb, MemoryMarshal.Cast<byte, Half>(tensor), _halves);
                break;
            default:
                Fill(rgb, tensor, _bytes);
                break;
        }
    }

    private void Fill<T>(ReadOnlySpan<byte> rgb, Span<T> tensor, T[][] tables)
    {
        for (var channel = 0; channel < 3; channel++)
        {
            var source = _input.Channels == ChannelOrder.Rgb ? channel : 2 - channel;
            var (start, step) = _input.Layout == TensorLayout.Nchw ? (channel * _pixels, 1) : (channel, 3);
            Fill(rgb[source..], tensor[start..], step, tables[channel]);
        }
    }

    private void Fill<T>(ReadOnlySpan<byte> values, Span<T> elements, int step, T[] table)
    {
        for (int pixel = 0, element = 0; pixel < _pixels; pixel++, element += step)
            elements[element] = table[values[pixel * 3]];
    }
}
