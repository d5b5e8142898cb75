using System.Diagnostics;
using System.Globalization;
using Spotter.Captions;
using Spotter.Models.Inference;

namespace CaptionBench;

/// <summary>Encodes many captions of few words and prints the memory of the process as it goes.</summary>
internal sealed class MemoryRun(EncoderFolder folder, int count, IInferenceEngine engine)
{
    private const int PerAccount = 100;
    private const int Marks = 10;
    private static readonly string[] Words = ["soup", "today", "late", "flight", "thanks", "great", "never", "again", "crew", "coffee"];

    public void Run()
    {
        using var encoder = folder.Load(Pooling.Mean, 18, engine);
        var random = new Random(0);
        var accounts = Enumerable.Range(0, count / PerAccount).Select(account => new AccountCaptions(
            $"account{account}", [.. Enumerable.Range(0, PerAccount).Select(_ => Draw(random))], null)).ToList();
        var clock = Stopwatch.StartNew();
        var mark = 0;
        Print(0);
        new CaptionAverager(encoder, cache: null).Average(
            accounts,
            (done, total) =>
            {
                if (done * (long)Marks / total == mark)
                    return;
                mark = (int)(done * (long)Marks / total);
                Print(done);
            },
            CancellationToken.None);

        void Print(int done)
        {
            using var process = Process.GetCurrentProcess();
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{done,8} captions, {clock.Elapsed.TotalSeconds,6:0} s, {process.WorkingSet64 / 1e6,6:0} MB now"));
        }
    }

    private static string Draw(Random random) =>
        string.Join(' ', Enumerable.Range(0, random.Next(2, 9)).Select(_ => Words[random.Next(Words.Length)]));
}
