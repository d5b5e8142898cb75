using Spotter.Models.Inference;
using Spotter.Reading.Detecting;
using Spotter.Reading.Installed;

namespace Spotter.Reading.Recognising;

/// <summary>Tells lines that are upside down.</summary>
internal sealed class LineDirection(DirectionModel model, IInferenceSession session) : IDisposable
{
    private readonly InputTable _table = new(model.Input);

    /// <summary>For each box, whether its line is upside down.</summary>
    public IReadOnlyList<bool> AreUpsideDown(
        PictureRaster picture, IReadOnlyList<TextBox> boxes, CancellationToken cancellationToken) =>
        LineBatches.Run(
            session,
            new LineSampler(picture, _table),
            [.. boxes.Select(box => (Beginning(box), model.Width))],
            model.Height,
            scores => scores is [_, var upsideDown] && upsideDown >= model.LeastScore,
            cancellationToken);

    public void Dispose() => session.Dispose();

    // A long line is told by as much of it as the model is wide, and is not squeezed.
    private TextBox Beginning(TextBox box)
    {
        var width = MathF.Min(box.Width, box.Height * model.Width / model.Height);
        return box with { Centre = box.Centre - (box.Along * ((box.Width - width) / 2)), Width = width };
    }
}
