using System.Diagnostics;
using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Spotter.Captions;
using Spotter.Models.Inference;
using Spotter.Models.Onnx;

namespace CaptionBench;

/// <summary>
/// Captions a second, tokenizing and averaging included, against one session of ONNX Runtime with its own defaults on tensors that are
/// ready, of the same lengths: in the same batches, and in batches twice as large. They take turns.
/// </summary>
internal sealed class SpeedRun(EncoderFolder folder, string accounts, IInferenceEngine engine)
{
    private const int Rounds = 5;
    private const int MaxAccounts = 600;
    private const int Tokens = 64;
    private const int TokensPerRun = 1_024;

    public async Task RunAsync()
    {
        var all = await CaptionFiles.ReadAsync(accounts, null, CancellationToken.None);
        var input = all with { Accounts = [.. all.Accounts.Take(MaxAccounts)] };
        using var encoder = folder.Load(Pooling.Mean, Tokens, engine);
        using var session = new InferenceSession(OnnxGraphWriter.AppendOutputs(folder.Pool(Pooling.Mean), CaptionGraph.Features));
        var (batches, larger) = (Batch(input, session, TokensPerRun), Batch(input, session, 2 * TokensPerRun));
        var captions = input.Accounts.Sum(account => account.Captions.Count);
        List<Timing> ours = [], raw = [], rawLarger = [];
        for (var round = 0; round <= Rounds; round++)
        {
            ours.Add(Time(() => new CaptionAverager(encoder, cache: null).Average(input.Accounts, null, CancellationToken.None)));
            raw.Add(Time(() => RunAll(session, batches)));
            rawLarger.Add(Time(() => RunAll(session, larger)));
        }

        var tokenizer = CaptionTokenizer.Load(folder.Vocabulary, folder.Description.LowerCase);
        var cutting = Time(() => input.Accounts.SelectMany(account => account.Captions).ToList().ForEach(
            caption => tokenizer.Tokenize(caption, Tokens)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{captions} captions; cutting them into tokens: {captions / cutting.Seconds:0} a second"));
        Print("captions", captions, ours, ours);
        Print("ONNX Runtime alone", captions, ours, raw);
        Print("ONNX Runtime alone, batches twice as large", captions, ours, rawLarger);
    }

    // The first round warms up.
    private static void Print(string what, int captions, List<Timing> ours, List<Timing> raw)
    {
        var ratios = ours.Zip(raw, (one, other) => other.Seconds / one.Seconds).Skip(1).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {captions / Median(raw.Select(one => one.Seconds)):0} a second, "
                + $"{1000 * Median(raw.Select(one => one.Processor)) / captions:0.0} ms of processors each; ratio "
                + $"{ratios[Rounds / 2]:0.00} ({ratios[0]:0.00} to {ratios[^1]:0.00})"));
    }

    private List<(OrtValue[] Tensors, string[] Names)> Batch(CaptionInput input, InferenceSession session, int tokensPerRun)
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
                while (at + count < sorted.Count && (count + 1) * sorted[at + count].Length <= tokensPerRun)
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

    private static Timing Time(Action work)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        work();
        clock.Stop();
        process.Refresh();
        return new Timing(clock.Elapsed.TotalSeconds, (process.TotalProcessorTime - before).TotalSeconds);
    }

    private static double Median(IEnumerable<double> values) => values.Skip(1).Order().ElementAt(Rounds / 2);

    private sealed record Timing(double Seconds, double Processor);
}
