using System.Numerics;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.Reading.Detecting;
using Spotter.Reading.Installed;
using Spotter.Reading.Ordering;
using Spotter.Reading.Recognising;

namespace Spotter.Reading;

/// <summary>A reader whose models are loaded. One caller at a time may use it.</summary>
internal sealed class LoadedReader : IDisposable
{
    // Letters are cut out of the picture at this size: finer than a line's 48 pixels need to be.
    private const int MaxPixels = 4_000_000;

    // A box that is so much higher than wide holds a line that runs downwards, or one letter.
    private const float Tall = 1.5f;
    private const float TooTallForOneLetter = 3;

    // The mean confidence of lines that are the right way up for sure.
    private const float Fluent = 0.9f;

    // In heights of a line: shorter ones say something either way, as 10k and HOI do.
    private const float LongLine = 3;

    // How many lines are asked whether the picture is upside down.
    private const int LinesAsked = 7;

    private readonly ReaderDescription _description;
    private readonly IPictureDecoder _decoder;
    private readonly TextDetector _detector;
    private readonly LineReader _lines;
    private readonly LineDirection _direction;

    private LoadedReader(
        ReaderDescription description, IPictureDecoder decoder, TextDetector detector, LineReader lines, LineDirection direction)
    {
        (_description, _decoder, _detector, _lines, _direction) = (description, decoder, detector, lines, direction);
        Name = ReaderVersion.Of(description);
    }

    /// <summary>Which reader this is, and which version of it.</summary>
    public string Name { get; }

    /// <summary>Loads a reader's models.</summary>
    /// <exception cref="ModelException">A file is missing, or is another one than its description says, or no model.</exception>
    public static async Task<LoadedReader> LoadAsync(
        ReaderFolder folder, IInferenceEngine engine, IPictureDecoder decoder, CancellationToken cancellationToken)
    {
        var (detection, recognition, direction) = (
            folder.Description.Detection, folder.Description.Recognition, folder.Description.Direction);
        var characters = await folder.ReadAsync(recognition.Characters, cancellationToken);
        var sessions = new List<IInferenceSession>();
        try
        {
            foreach (var file in (ReaderFile[])[detection.Model, recognition.Model, direction.Model])
                sessions.Add(engine.Load(await folder.ReadAsync(file, cancellationToken), SessionUse.Alone));
            return new LoadedReader(
                folder.Description,
                decoder,
                new TextDetector(detection, sessions[0], decoder),
                new LineReader(recognition, sessions[1], characters),
                new LineDirection(direction, sessions[2]));
        }
        catch (Exception error)
        {
            sessions.ForEach(session => session.Dispose());
            if (error is InferenceException)
                throw new ModelException($"{folder.Folder}: the reader cannot be run: {error.Message}", error);
            throw;
        }
    }

    /// <summary>Reads a picture.</summary>
    /// <param name="picture">The picture's file.</param>
    /// <param name="info">What its header says.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ModelException">The reader cannot be run.</exception>
    public PictureWords Read(ReadOnlyMemory<byte> picture, PictureInfo info, CancellationToken cancellationToken)
    {
        if (!MayHaveWords(picture, info))
            return new PictureWords(Name, []);

        cancellationToken.ThrowIfCancellationRequested();
        return Guard(() =>
        {
            var boxes = _detector.Find(picture, info);
            return boxes.Count == 0 ? new PictureWords(Name, []) : Read(picture, info, boxes, cancellationToken);
        });
    }

    /// <summary>False where a picture has no words, as far as a look at a small copy tells.</summary>
    /// <exception cref="ModelException">The reader cannot be run.</exception>
    public bool MayHaveWords(ReadOnlyMemory<byte> picture, PictureInfo info) => Guard(() => _detector.MayHaveText(picture, info));

    public void Dispose()
    {
        _detector.Dispose();
        _lines.Dispose();
        _direction.Dispose();
    }

    private T Guard<T>(Func<T> use)
    {
        try
        {
            return use();
        }
        catch (InferenceException error)
        {
            throw new ModelException($"The reader '{_description.Name}' cannot be run: {error.Message}", error);
        }
    }

    private PictureWords Read(
        ReadOnlyMemory<byte> picture, PictureInfo info, IReadOnlyList<TextBox> boxes, CancellationToken cancellationToken)
    {
        var raster = Decode(picture, info);
        var size = new Vector2(raster.Width, raster.Height);
        var times = size / new Vector2(info.Width, info.Height);
        var lines = ReadAt(boxes);
        // The boxes of lines that run upwards or downwards are found less well.
        if (2 * lines.Count(line => line.Box.RunsDownwards) > lines.Count)
            lines = ReadAt(_detector.FindSideways(picture, info)) is [_, ..] better ? better : lines;
        var known = KnownScript.Keep(lines);
        return new PictureWords(Name, InOrder(known)) { Unread = known.Count == lines.Count ? null : InOrder([.. lines.Except(known)]) };

        IReadOnlyList<FoundLine> ReadAt(IReadOnlyList<TextBox> places) =>
            ReadLines(raster, [.. places.Select(box => box.Scale(times))], cancellationToken);

        IReadOnlyList<WordLine> InOrder(IReadOnlyList<FoundLine> found) =>
            [.. ReadingOrder.Of(found).Select(line => new WordLine(line.Text, line.Confidence, [.. line.Box.Corners.Select(ToPoint)]))];

        PicturePoint ToPoint(Vector2 corner)
        {
            var share = Vector2.Clamp(corner / size, Vector2.Zero, Vector2.One);
            return new PicturePoint(share.X, share.Y);
        }
    }

    private PictureRaster Decode(ReadOnlyMemory<byte> picture, PictureInfo info)
    {
        var (width, height) = PictureScale.AtMost(info, MaxPixels);
        var rgb = GC.AllocateUninitializedArray<byte>(3 * width * height);
        _decoder.Decode(picture, width, height, PictureFit.Squash, rgb);
        return new PictureRaster(rgb, width, height);
    }

    private IReadOnlyList<FoundLine> ReadLines(PictureRaster raster, IReadOnlyList<TextBox> boxes, CancellationToken cancellationToken)
    {
        var across = boxes.Where(box => box.Height < TooTallForOneLetter * box.Width).ToList();
        // On a page that lies on its side, a short word is hardly higher than wide.
        var liesOnItsSide = 2 * boxes.Count(box => box.Height >= Tall * box.Width) > boxes.Count;
        var least = liesOnItsSide ? 1 / Tall : Tall;
        var tall = boxes.Where(box => box.Height >= least * box.Width).Select(box => box.Quarter).ToList();
        return
        [
            .. ReadUpright(raster, across, cancellationToken)
                .Concat(ReadUpright(raster, tall, cancellationToken))
                // A box may have been read both across and downwards.
                .GroupBy(line => line.Box.Centre)
                .Select(ways => ways.MaxBy(line => line.Confidence)!)
                .Where(line => line.Confidence >= _description.Recognition.LeastConfidence && line.Text.Any(char.IsLetterOrDigit)),
        ];
    }

    // Most pictures are upright, and are not asked which way up they are: reading them tells.
    private FoundLine[] ReadUpright(PictureRaster raster, IReadOnlyList<TextBox> boxes, CancellationToken cancellationToken)
    {
        var found = Recognise(raster, boxes, cancellationToken);
        if (found.Length > 0 && found.Average(line => line.Confidence) < Fluent)
        {
            var longest = boxes.OrderByDescending(box => box.Width).Take(LinesAsked).ToList();
            var upsideDown = _direction.AreUpsideDown(raster, longest, cancellationToken).Count(line => line);
            if (2 * upsideDown > longest.Count)
                found = Surer(found, Recognise(raster, [.. boxes.Select(box => box.Opposite)], cancellationToken));
        }

        return TurnSingleLines(raster, found, cancellationToken);
    }

    private static FoundLine[] Surer(FoundLine[] one, FoundLine[] other) =>
        other.Average(line => line.Confidence) > one.Average(line => line.Confidence) ? other : one;

    // One line may stand upside down among others: it makes no sense as it was read.
    private FoundLine[] TurnSingleLines(PictureRaster raster, FoundLine[] found, CancellationToken cancellationToken)
    {
        var senseless = found
            .Where(line => line.Confidence < _description.Recognition.LeastConfidence && line.Box.Width >= LongLine * line.Box.Height)
            .ToList();
        if (senseless.Count == 0)
            return found;

        var upsideDown = _direction.AreUpsideDown(raster, [.. senseless.Select(line => line.Box)], cancellationToken);
        TextBox[] turned = [.. senseless.Zip(upsideDown).Where(line => line.Second).Select(line => line.First.Box.Opposite)];
        return [.. found, .. Recognise(raster, turned, cancellationToken)];
    }

    private FoundLine[] Recognise(PictureRaster raster, IReadOnlyList<TextBox> boxes, CancellationToken cancellationToken) =>
        [.. _lines.Read(raster, boxes, cancellationToken).Zip(boxes, (line, box) => new FoundLine(box, line.Text, line.Confidence))];
}
