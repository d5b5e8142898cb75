using System.Text;
using Spotter.Calls;
using Spotter.Models;
using Spotter.Pictures;

namespace Spotter.Tests.Scanning;

/// <summary>
/// Reads the pictures of <see cref="ScriptedSource"/>, whose bytes are their addresses: <c>board</c> in one makes it a board, and
/// <c>trap</c> is what nobody thought of.
/// </summary>
internal sealed class AddressDecoder : IPictureDecoder, IPictureDrawer, IPictureClassifier
{
    /// <summary>What goes wrong with the next pictures; null lets one through.</summary>
    public Queue<SourceFailure?> Failures { get; } = new();

    /// <summary>What is wrong with the model; null where it works.</summary>
    public Exception? Problem { get; set; }

    public PictureInfo Identify(ReadOnlyMemory<byte> bytes) =>
        Text(bytes).Contains("garbage", StringComparison.Ordinal)
            ? throw new PictureFormatException("it is text")
            : new PictureInfo("image/jpeg", 640, 480);

    public void Check(ReadOnlyMemory<byte> bytes, bool strictly)
    {
    }

    public void Decode(ReadOnlyMemory<byte> bytes, int width, int height, PictureFit fit, Span<byte> rgb) => rgb.Clear();

    // Begins as a JPEG does.
    public byte[] DrawJpeg(
        ReadOnlyMemory<byte> picture, int maxSide, IReadOnlyList<IReadOnlyList<PicturePoint>>? frames = null) =>
        [0xFF, 0xD8, 0xFF, .. picture.Span];

    /// <summary>What the model recommends today.</summary>
    public Dictionary<string, double> Recommended { get; set; } = [];

    public Task<IReadOnlyList<LabelScore>> ClassifyAsync(
        string modelName, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        if (Problem is { } problem)
            throw problem;
        if (Text(picture).Contains("trap", StringComparison.Ordinal))
            throw new ArithmeticException("there is no such number");

        lock (Failures)
            if (Failures.TryDequeue(out var failure) && failure is not null)
                throw new ClassifyingException(failure);

        var score = Text(picture).Contains("board", StringComparison.Ordinal) ? 0.9f : 0.1f;
        LabelScore[] scores = [new("specials-board", score), new("other", 1 - score)];
        return Task.FromResult<IReadOnlyList<LabelScore>>([.. scores.OrderByDescending(one => one.Score)]);
    }

    /// <summary>True for a model that takes the words in pictures into account: whatever says chowder is a board.</summary>
    public bool TakesWords { get; set; }

    public Task<IReadOnlyList<LabelScore>> ClassifyAsync(
        string modelName, ReadOnlyMemory<byte> picture, float[] words, CancellationToken cancellationToken) =>
        ClassifyAsync(modelName, Encoding.UTF8.GetBytes(words[0] > 0.3 ? "board" : "plate"), cancellationToken);

    public Task<ModelDescription> DescribeAsync(string modelName, CancellationToken cancellationToken) =>
        Problem is { } problem
            ? throw problem
            : Task.FromResult(new ModelDescription
            {
                Name = modelName,
                Labels = ["specials-board", "other"],
                LeastScores = Recommended,
                Words = Words,
            });

    private ModelWords? Words => TakesWords
        ? new ModelWords { Name = "words", Version = ModelWords.FiguresVersion, OutputWithout = "without" }
        : null;

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);
}
