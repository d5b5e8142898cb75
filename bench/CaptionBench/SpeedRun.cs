using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Spotter.Captions;
using Spotter.Models.Inference;
using Spotter.Models.Onnx;

namespace CaptionBench;

/// <summary>
/// Captions a second, tokenizing and averaging included, against one session of ONNX Runtime with its own defaults on tensors that are
/// ready, of the same lengths in the same batches. The two take turns.
/// </summary>
internal sealed class SpeedRun(EncoderFolder folder, string accounts, IInferenceEngine engine)
{
    private const int Rounds = 5;
    private const int MaxAccounts = 600;
    private const int Tokens = 64;
    private const int TokensPerRun = 2_048;

    public async Task RunAsync()
    {
        var all = await CaptionFiles.ReadAsync(accounts, null, CancellationToken.None);
        var input = all with { Accounts = [.. all.Accounts.Take(MaxAccounts)] };
        using var encoder = folder.Load(Pooling.Mean, Tokens, engine);
        using var session = new InferenceSession(OnnxGraphWriter.AppendOutputs(folder.Pool(Pooling.Mean), CaptionGraph.Features));
        var batches = Batch(input, session);
        var captions = input.Accounts.Sum(account => account.Captions.Count);
        List<double> ours = [], raw = [];
        for (var round = 0; round <= Rounds; round++)
        {
            var own = Time(() => new CaptionAverager(encoder, cache: null).Average(input.Accounts, null, CancellationToken.None));
            var alone = Time(() => RunAll(session, batches));
            if (round == 0)
                continue;
            ours.Add(captions / own);
            raw.Add(captions / alone);
        }

        var ratios = ours.Zip(raw, (one, other) => one / other).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{captions} captions: {Median(ours):0} a second; ONNX Runtime alone {Median(raw):0}; ratio {ratios[Rounds / 2]:0.00} "
                + $"({ratios[0]:0.00} to {ratios[^1]:0.00})"));
    }

    private List<(OrtValue[] Tensors, string[] Names)> Batch(CaptionInput input, InferenceSession session)
    {
        var tokenizer = CaptionTokenizer.Load(folder.Vocabulary, folder.Description.LowerCase);
        var rows = input.Accounts.SelectMany(account => account.Captions)
            .Select(caption => tokenizer.Tokenize(caption, Tokens)).OfType<int[]>().ToList();
        var batches = new List<(OrtValue[], string[])>();
        foreach (var chunk in rows.Chunk(1_024))
        {
            var sorted = chunk.OrderBy(row => row.Length).ToList();
            for (var at = 0; at < sorted.Count;)
            {
                var count = 1;
                while (at + count < sorted.Count && (count + 1) * sorted[at + count].Length <= TokensPerRun)
                    count++;
                batches.Add(Tensors(sorted.GetRange(at, count), session));
                at += count;
            }
        }

        return batches;
    }

    private (OrtValue[] Tensors, string[] Names) Tensors(List<int[]> rows, InferenceSession session)
    {
        var length = rows[^1].Length;
        long[] shape = [rows.Count, length];
        long[] Fill(Func<int[], int, long> value) => [.. rows.SelectMany(
            row => Enumerable.Range(0, length).Select(i => i < row.Length ? value(row, i) : 0))];
        var inputs = folder.Description.Inputs;
        (string? Name, long[] Values)[] all =
        [
            (inputs.Ids, Fill((row, i) => row[i])), (inputs.Mask, Fill((_, _) => 1)), (inputs.Types, Fill((_, _) => 0)),
        ];
        var used = all.Where(one => one.Name is not null && session.InputNames.Contains(one.Name)).ToList();
        return ([.. used.Select(one => OrtValue.CreateTensorValueFromMemory(one.Values, shape))], [.. used.Select(one => one.Name!)]);
    }

    private static void RunAll(InferenceSession session, List<(OrtValue[] Tensors, string[] Names)> batches)
    {
        using var options = new RunOptions();
        foreach (var (tensors, names) in batches)
            session.Run(options, names, tensors, [CaptionGraph.Features]).Dispose();
    }

    private static double Time(Action work)
    {
        var clock = Stopwatch.StartNew();
        work();
        return clock.Elapsed.TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
