using System.Buffers;
using System.Runtime.InteropServices;
using Spotter.Models.Inference;
using Spotter.Reading.Detecting;

namespace Spotter.Reading.Recognising;

/// <summary>Runs a model on lines, those of like width together: in a batch all are as wide as the widest.</summary>
internal static class LineBatches
{
    private const int MaxLines = 8;

    // What the model keeps in between grows with the batch's pixels.
    private const int MaxWidth = 2048;

    // A batch's narrowest line has this share of the widest one's width.
    private const float LeastShare = 0.8f;

    /// <summary>Runs a model on lines of one height.</summary>
    /// <param name="session">The model.</param>
    /// <param name="sampler">Cuts the lines out.</param>
    /// <param name="lines">Each with its width in the tensor.</param>
    /// <param name="height">Of each line.</param>
    /// <param name="read">Makes a result of a line's part of the output.</param>
    /// <returns>The results in the order of the lines.</returns>
    public static T[] Run<T>(
        IInferenceSession session,
        LineSampler sampler,
        IReadOnlyList<(TextBox Box, int Width)> lines,
        int height,
        Func<ReadOnlySpan<float>, T> read,
        CancellationToken cancellationToken)
    {
        var results = new T[lines.Count];
        var order = Enumerable.Range(0, lines.Count).OrderBy(line => lines[line].Width).ToArray();
        for (var start = 0; start < order.Length;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = start + 1;
            while (end < order.Length && Fits(lines[order[start]].Width, lines[order[end]].Width, end + 1 - start))
                end++;
            RunBatch(session, sampler, lines, order.AsSpan(start, end - start), height, read, results);
            start = end;
        }

        return results;
    }

    private static bool Fits(int narrowest, int widest, int count) =>
        count <= MaxLines && count * widest <= MaxWidth && narrowest >= LeastShare * widest;

    private static void RunBatch<T>(
        IInferenceSession session,
        LineSampler sampler,
        IReadOnlyList<(TextBox Box, int Width)> lines,
        ReadOnlySpan<int> batch,
        int height,
        Func<ReadOnlySpan<float>, T> read,
        T[] results)
    {
        var indexes = batch.ToArray();
        var width = lines[indexes[^1]].Width;
        var length = 3 * height * width;
        var tensor = ArrayPool<float>.Shared.Rent(length * indexes.Length);
        try
        {
            var elements = tensor.AsSpan(0, length * indexes.Length);
            // What lies beside a shorter line is of the mean colour.
            elements.Clear();
            for (var line = 0; line < indexes.Length; line++)
            {
                var (box, own) = lines[indexes[line]];
                sampler.Fill(box, own, height, width, elements.Slice(line * length, length));
            }

            session.Run(
                session.Inputs[0].Name,
                ElementType.Float32,
                [indexes.Length, 3, height, width],
                MemoryMarshal.AsBytes(elements),
                session.Outputs[0].Name,
                output =>
                {
                    var part = output.Length / indexes.Length;
                    for (var line = 0; line < indexes.Length; line++)
                        results[indexes[line]] = read(output.Slice(line * part, part));
                    return results;
                });
        }
        finally
        {
            ArrayPool<float>.Shared.Return(tensor);
        }
    }
}
