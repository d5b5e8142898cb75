using System.Diagnostics;
using System.Globalization;

namespace ClassifyBench;

/// <summary>Classifies many pictures, and shows whether the memory of the process grows with their number.</summary>
/// <param name="files">The pictures, in turn; each is read anew every time, as one that was just downloaded is.</param>
/// <param name="classify">Takes a picture's bytes; called from several threads at once.</param>
internal sealed class LeakRun(IReadOnlyList<string> files, Action<byte[]> classify)
{
    private const int Step = 10_000;
    private const double Megabyte = 1 << 20;

    // Of what the heap keeps at one moment and another.
    private const double MaxGrowth = 1.2;

    /// <returns>True where the process is no larger in the second half than in the first, but for what the heap gives and takes.</returns>
    public bool Run(int count)
    {
        var sizes = new List<long>();
        Console.WriteLine("pictures  working set  of it managed  pictures a second");
        for (var done = 0; done < count; done += Step)
        {
            var clock = Stopwatch.StartNew();
            var end = Math.Min(done + Step, count);
            Parallel.For(done, end, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, Classify);
            sizes.Add(Environment.WorkingSet);
            var (size, managed) = (sizes[^1] / Megabyte, GC.GetTotalMemory(forceFullCollection: false) / Megabyte);
            Print($"{end,8}  {size,8:0} MB  {managed,10:0} MB  {(end - done) / clock.Elapsed.TotalSeconds,17:0}");
        }

        // Medians of the halves: a single reading depends on when the heap was last swept.
        var (early, late) = (Median(sizes.Take((sizes.Count + 1) / 2)), Median(sizes.Skip(sizes.Count / 2)));
        Print($"median of the second half over the first: {late / early:0.00} (wanted at most {MaxGrowth:0.0})");
        return late <= MaxGrowth * early;
    }

    private void Classify(int index) => classify(File.ReadAllBytes(files[index % files.Count]));

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static double Median(IEnumerable<long> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
