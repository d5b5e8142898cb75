using System.Numerics;
using Spotter.Reading.Detecting;

namespace Spotter.Reading.Recognising;

/// <summary>Cuts lines out of a picture: turned upright, scaled, as a model takes them.</summary>
internal sealed class LineSampler(PictureRaster picture, InputTable table)
{
    // A letter many times as high as the model's is as readable from some of its pixels.
    private const int MostSamples = 4;

    /// <summary>Fills a part of a tensor.</summary>
    /// <param name="box">The line, in pixels of the picture.</param>
    /// <param name="width">Of the line in the tensor.</param>
    /// <param name="height">Of the line in the tensor.</param>
    /// <param name="stride">The width of the tensor, at least <paramref name="width"/>; the rest is left as it is.</param>
    /// <param name="tensor">Receives three planes.</param>
    public void Fill(TextBox box, int width, int height, int stride, Span<float> tensor)
    {
        var samples = Math.Clamp((int)MathF.Round(box.Height / height), 1, MostSamples);
        var (right, down) = (box.Along * (box.Width / (width * samples)), box.Down * (box.Height / (height * samples)));
        // Pixels are squares, and are looked at in their middle.
        var origin = box.Start + ((right + down) / 2) - new Vector2(0.5f);
        var share = 1f / (samples * samples);
        var plane = stride * height;
        var (first, second, third) = (table.SourceOf(0), table.SourceOf(1), table.SourceOf(2));
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var sum = Vector3.Zero;
                for (var row = 0; row < samples; row++)
                    for (var column = 0; column < samples; column++)
                        sum += At(origin + (right * ((x * samples) + column)) + (down * ((y * samples) + row)));

                var rgb = sum * share;
                var at = (y * stride) + x;
                tensor[at] = table.ElementOf(0, rgb[first]);
                tensor[plane + at] = table.ElementOf(1, rgb[second]);
                tensor[(2 * plane) + at] = table.ElementOf(2, rgb[third]);
            }
    }

    // Between the four pixels around; beyond the edge as at the edge.
    private Vector3 At(Vector2 point)
    {
        var x = Math.Clamp(point.X, 0, picture.Width - 1);
        var y = Math.Clamp(point.Y, 0, picture.Height - 1);
        var (left, top) = ((int)x, (int)y);
        var (right, bottom) = (Math.Min(left + 1, picture.Width - 1), Math.Min(top + 1, picture.Height - 1));
        var upper = Vector3.Lerp(Pixel(left, top), Pixel(right, top), x - left);
        var lower = Vector3.Lerp(Pixel(left, bottom), Pixel(right, bottom), x - left);
        return Vector3.Lerp(upper, lower, y - top);
    }

    private Vector3 Pixel(int x, int y)
    {
        var at = 3 * ((y * picture.Width) + x);
        return new(picture.Rgb[at], picture.Rgb[at + 1], picture.Rgb[at + 2]);
    }
}
