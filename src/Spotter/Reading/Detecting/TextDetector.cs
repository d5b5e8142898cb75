using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.Reading.Installed;

namespace Spotter.Reading.Detecting;

/// <summary>Finds where lines of text are in a picture.</summary>
internal sealed class TextDetector(DetectionModel model, IInferenceSession session, IPictureDecoder decoder) : IDisposable
{
    private const int Tile = 32;

    // A full page of a menu has some 150 lines.
    private const int MaxBoxes = 500;

    // In pixels of the map: what is smaller is no letter that could be read.
    private const int LeastPixels = 12;
    private const float LeastSide = 3;

    // Of the first look, where a line is a pixel or two high.
    private const int LeastFirstPixels = 6;

    private readonly InputTable _table = new(model.Input);

    /// <summary>
    /// False where a picture has no text, as far as a look at a small copy tells. It errs on the side of text: the whole look, several
    /// times as dear, then finds none.
    /// </summary>
    public bool MayHaveText(ReadOnlyMemory<byte> picture, PictureInfo info) =>
        TextRegions.Find(Look(picture, info, model.FirstLookPixels), model.FirstLookProbability, LeastFirstPixels, most: 1).Count > 0;

    /// <summary>Finds the boxes of lines, in no order, in pixels of the picture.</summary>
    public IReadOnlyList<TextBox> Find(ReadOnlyMemory<byte> picture, PictureInfo info)
    {
        var map = Look(picture, info, model.MaxPixels);
        return [.. BoxesIn(map).Select(box => box.Scale(TimesOf(info, map.Width, map.Height)))];
    }

    /// <summary>The same, of a picture whose lines run upwards or downwards: it is looked at from its side.</summary>
    public IReadOnlyList<TextBox> FindSideways(ReadOnlyMemory<byte> picture, PictureInfo info)
    {
        var map = Look(picture, info, model.MaxPixels, sideways: true);
        return [.. BoxesIn(map).Select(box => box.TurnBack(map.Width).Scale(TimesOf(info, map.Height, map.Width)))];
    }

    public void Dispose() => session.Dispose();

    private static Vector2 TimesOf(PictureInfo info, int width, int height) => new((float)info.Width / width, (float)info.Height / height);

    private IEnumerable<TextBox> BoxesIn(TextMap map) => TextRegions.Find(map, model.LeastProbability, LeastPixels, MaxBoxes)
        .Select(region => TextBox.Around(ConvexHull.Of(region.Ends())))
        .Where(box => MathF.Min(box.Width, box.Height) >= LeastSide && map.MeanIn(box) >= model.LeastScore)
        .Select(box => box.Grow(model.Growth));

    private TextMap Look(ReadOnlyMemory<byte> picture, PictureInfo info, int pixels, bool sideways = false)
    {
        var (width, height) = PictureScale.InTiles(info, pixels, Tile);
        var length = 3 * width * height;
        var rgb = ArrayPool<byte>.Shared.Rent(length);
        var tensor = ArrayPool<float>.Shared.Rent(length);
        try
        {
            decoder.Decode(picture, width, height, PictureFit.Squash, rgb.AsSpan(0, length));
            if (sideways)
            {
                Turn(rgb.AsSpan(0, length), width, height);
                (width, height) = (height, width);
            }

            _table.Fill(rgb.AsSpan(0, length), tensor.AsSpan(0, length));
            var map = session.Run(
                session.Inputs[0].Name,
                ElementType.Float32,
                [1, 3, height, width],
                MemoryMarshal.AsBytes(tensor.AsSpan(0, length)),
                session.Outputs[0].Name);
            return map.Length == width * height
                ? new TextMap(map, width, height)
                : throw new InferenceException($"It gives {map.Length} numbers for {width} x {height} pixels.");
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rgb);
            ArrayPool<float>.Shared.Return(tensor);
        }
    }

    // By a quarter, clockwise.
    private static void Turn(Span<byte> rgb, int width, int height)
    {
        var upright = rgb.ToArray();
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
                upright.AsSpan(3 * ((y * width) + x), 3).CopyTo(rgb[(3 * ((x * height) + height - 1 - y))..]);
    }
}
