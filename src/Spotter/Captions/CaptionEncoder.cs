using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Spotter.Models;
using Spotter.Models.Inference;

namespace Spotter.Captions;

/// <summary>Turns captions into features. Safe for one caller at a time, whom it gives all cores.</summary>
public sealed class CaptionEncoder : IDisposable
{
    // Enough to keep a core busy, and little enough that a run for each core with 512 tokens a caption still fits beside a browser.
    private const int TokensPerRun = 1_024;

    private readonly IInferenceSession _session;
    private readonly EncoderInputs _inputs;
    private readonly CaptionTokenizer _tokenizer;
    private readonly int _maxTokens;

    private CaptionEncoder(IInferenceSession session, EncoderInputs inputs, CaptionTokenizer tokenizer, int maxTokens, string key)
    {
        (_session, _inputs, _tokenizer, _maxTokens, Key) = (session, inputs, tokenizer, maxTokens, key);
        FeatureCount = Run([[0]], 1).Length;
    }

    /// <summary>How many features a caption has.</summary>
    public int FeatureCount { get; }

    /// <summary>Names encoder, vocabulary, pooling and length: captions have the same features wherever it is the same.</summary>
    public string Key { get; }

    /// <summary>Loads an encoder and tries it.</summary>
    /// <param name="graph">Ends in <see cref="CaptionGraph.Features"/>, its only output.</param>
    /// <param name="description">What its inputs are.</param>
    /// <param name="vocabulary">The vocabulary's bytes.</param>
    /// <param name="pooling">What the features are.</param>
    /// <param name="tokens">How many tokens of a caption it is given.</param>
    /// <param name="engine">Runs it.</param>
    /// <exception cref="ModelException">It does not run, or not with this vocabulary.</exception>
    internal static CaptionEncoder Load(
        byte[] graph, EncoderDescription description, byte[] vocabulary, Pooling pooling, int tokens, IInferenceEngine engine)
    {
        var tokenizer = CaptionTokenizer.Load(vocabulary, description.LowerCase);
        IInferenceSession? session = null;
        try
        {
            session = engine.Load(graph, SessionUse.SideBySide);
            var key = $"{description.Sha256} {description.VocabularySha256} {description.LowerCase} {pooling} {tokens}";
            var encoder = new CaptionEncoder(session, description.Inputs, tokenizer, tokens, key);
            encoder.TryLastToken();
            return encoder;
        }
        catch (InferenceException error)
        {
            session?.Dispose();
            throw new ModelException($"It cannot be run: {error.Message}", error);
        }
        catch (ModelException)
        {
            session?.Dispose();
            throw;
        }
    }

    /// <summary>The features of each caption, in their order; null for one of which the vocabulary knows nothing.</summary>
    /// <param name="captions">Any texts. All their features are in memory at once.</param>
    /// <param name="cancellationToken">Ends it between two runs.</param>
    /// <exception cref="InferenceException">The engine failed.</exception>
    public IReadOnlyList<float[]?> Encode(IReadOnlyList<string> captions, CancellationToken cancellationToken)
    {
        var features = new float[]?[captions.Count];
        var tokens = captions.Select(caption => _tokenizer.Tokenize(caption, _maxTokens)).ToList();
        // A row is as long as the longest of its run, so captions of like length go together.
        var order = Enumerable.Range(0, captions.Count).Where(i => tokens[i] is not null).OrderBy(i => tokens[i]!.Length).ToArray();
        RunAll(Divide(order, i => tokens[i]!.Length), run =>
        {
            var values = Run([.. run.Select(i => tokens[i]!)], tokens[run[^1]]!.Length);
            for (var row = 0; row < run.Count; row++)
                features[run[row]] = values.AsSpan(row * FeatureCount, FeatureCount).ToArray();
        }, cancellationToken);
        return features;
    }

    // A run for each core is quicker than one that all cores share: nobody waits for the others after each operation.
    private static void RunAll(
        IEnumerable<ArraySegment<int>> runs, Action<ArraySegment<int>> run, CancellationToken cancellationToken)
    {
        try
        {
            var limits = new ParallelOptions
            {
                CancellationToken = cancellationToken,
                MaxDegreeOfParallelism = Environment.ProcessorCount,
            };
            // The longest first, so that none is left over for one core at the end.
            Parallel.ForEach(Partitioner.Create(runs.Reverse(), EnumerablePartitionerOptions.NoBuffering), limits, run);
        }
        catch (AggregateException error) when (error.InnerExceptions[0] is InferenceException first)
        {
            throw new InferenceException(first.Message, error);
        }
    }

    private static List<ArraySegment<int>> Divide(int[] order, Func<int, int> lengthOf)
    {
        var runs = new List<ArraySegment<int>>();
        for (var at = 0; at < order.Length;)
        {
            var count = 1;
            while (at + count < order.Length && (count + 1) * lengthOf(order[at + count]) <= TokensPerRun)
                count++;
            runs.Add(new ArraySegment<int>(order, at, count));
            at += count;
        }

        return runs;
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private float[] Run(int[][] rows, int length)
    {
        var ids = new long[rows.Length * length];
        var mask = new long[ids.Length];
        ids.AsSpan().Fill(_tokenizer.Padding);
        for (var row = 0; row < rows.Length; row++)
        {
            for (var i = 0; i < rows[row].Length; i++)
                ids[(row * length) + i] = rows[row][i];
            mask.AsSpan(row * length, rows[row].Length).Fill(1);
        }

        long[] shape = [rows.Length, length];
        List<InputTensor> tensors = [Tensor(_inputs.Ids, shape, ids), Tensor(_inputs.Mask, shape, mask)];
        if (_inputs.Types is { } types && _session.Inputs.Any(input => input.Name == types))
            tensors.Add(Tensor(types, shape, new long[ids.Length]));
        // What the features do not need was cut away, and its inputs with it.
        return _session.Run([.. tensors.Where(tensor => _session.Inputs.Any(input => input.Name == tensor.Name))], CaptionGraph.Features);
    }

    private static InputTensor Tensor(string name, long[] shape, long[] values) =>
        new(name, ElementType.Int64, shape, MemoryMarshal.AsBytes<long>(values).ToArray());

    private void TryLastToken()
    {
        var last = _tokenizer.Count - 1;
        try
        {
            Run([[last]], 1);
        }
        catch (InferenceException error)
        {
            throw new ModelException(
                $"The vocabulary has {_tokenizer.Count} tokens, and the encoder knows fewer: they do not belong together. Take the "
                    + "vocab.txt that it came with.",
                error);
        }
    }
}
