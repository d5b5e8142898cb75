using System.Text;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Reading.Detecting;
using Spotter.Reading.Installed;

namespace Spotter.Reading.Recognising;

/// <summary>Reads lines.</summary>
internal sealed class LineReader : IDisposable
{
    // The model halves a line's width three times.
    private const int Step = 8;
    private const int LeastWidth = 48;

    private readonly RecognitionModel _model;
    private readonly IInferenceSession _session;
    private readonly InputTable _table;
    private readonly CtcDecoder _decoder;

    /// <param name="model">Describes it.</param>
    /// <param name="session">The model itself.</param>
    /// <param name="characters">The list of characters, in UTF-8.</param>
    public LineReader(RecognitionModel model, IInferenceSession session, ReadOnlySpan<byte> characters)
    {
        (_model, _session, _table) = (model, session, new InputTable(model.Input));
        _decoder = new CtcDecoder([.. ReadLines(Encoding.UTF8.GetString(characters)), " "]);
        if (session.Outputs[0].Shape is [.., > 0 and var classes] && classes != _decoder.Classes)
            throw new ModelException(
                $"{model.Model.File} tells {classes} classes apart, and {model.Characters.File} has the characters of {_decoder.Classes}: "
                    + "they do not belong together.");
    }

    /// <summary>Reads lines, in the order of their boxes.</summary>
    public IReadOnlyList<LineText> Read(PictureRaster picture, IReadOnlyList<TextBox> boxes, CancellationToken cancellationToken) =>
        LineBatches.Run(
            _session,
            new LineSampler(picture, _table),
            [.. boxes.Select(box => (box, WidthOf(box)))],
            _model.Height,
            _decoder.Decode,
            cancellationToken);

    public void Dispose() => _session.Dispose();

    private int WidthOf(TextBox box)
    {
        var width = box.Width * _model.Height / MathF.Max(1, box.Height);
        return Math.Clamp((int)MathF.Ceiling(width / Step) * Step, LeastWidth, _model.MaxWidth);
    }

    // A line of the list may be a space of some kind, which trimming would take away.
    private static IEnumerable<string> ReadLines(string text)
    {
        using var lines = new StringReader(text);
        while (lines.ReadLine() is { } line)
            yield return line;
    }
}
