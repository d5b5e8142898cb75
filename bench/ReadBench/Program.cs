using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using ReadBench;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.Reading;
using Spotter.Reading.Installed;
using Spotter.Simulator.Drawing;
using Spotter.Vision.Decoding;
using Spotter.Vision.Inference;

// Seconds a picture and letters wrong of the reader, against @gutenye/ocr-node with the same models, and what the first look lets through.
//   dotnet run -c Release --project bench/ReadBench -- MODELS PICTURES PEER.mjs WRITTEN.json...
// MODELS holds the reader's folder; PICTURES a folder of pictures for each kind, of which board and menu have words; each WRITTEN.json says
// what is written in some of them. bench/README.md says how to install the peer.
const int PicturesPerRound = 8;
const int MaxRounds = 6;
const int Drawings = 30;
string[] withWords = ["board", "menu"];
var atOnce = Environment.ProcessorCount;
var (models, pictures, script, written) = (args[0], args[1], args[2], args[3..]);
var folders = Directory.EnumerateDirectories(pictures).Order(StringComparer.Ordinal).ToDictionary(
    folder => Path.GetFileName(folder)!,
    folder => Directory.EnumerateFiles(folder, "*.jpg").Order(StringComparer.Ordinal).ToList());
var drawn = Directory.CreateTempSubdirectory("spotter-read-bench-");
using var reader = new PictureReader(
    new VipsPictureDecoder(),
    new OnnxRuntimeEngine(Options.Create(new InferenceOptions())),
    Options.Create(new ReadingOptions()),
    Options.Create(new ModelOptions { Folder = models }),
    Options.Create(new PictureDownloadOptions()));
using var peer = new Peer(script);
try
{
    // As many boards as others; the longer list is spread evenly.
    var mix = Mix([.. withWords.SelectMany(name => folders[name])], [.. folders.Where(
        folder => !withWords.Contains(folder.Key)).SelectMany(folder => folder.Value)], PicturesPerRound * MaxRounds);
    Compare(mix);
    await LookAsync();
    Letters("boards", [.. written.SelectMany(WrittenBoards.Read).Select(board => (Path.Combine(pictures, board.Key), board.Value))]);
    Letters("drawn boards", DrawBoards());
    return 0;
}
finally
{
    drawn.Delete(recursive: true);
}

void Compare(IReadOnlyList<string> mix)
{
    var (ours, theirs) = (new List<double>(), new List<double>());
    var memory = 0.0;
    Read(mix.Take(2).ToList());
    peer.Read([.. mix.Take(2)]);
    foreach (var round in mix.Chunk(PicturesPerRound))
    {
        var own = Read(round).Seconds / round.Length;
        var (_, seconds, megabytes) = peer.Read(round);
        ours.Add(own);
        theirs.Add(seconds / round.Length);
        memory = megabytes;
        Print($"round {ours.Count}: spotter {own:0.000} s a picture, peer {theirs[^1]:0.000} s");
    }

    using var self = Process.GetCurrentProcess();
    Print($"{mix.Count} pictures, {atOnce} at once: spotter {ours.Average():0.000} s a picture, peer {theirs.Average():0.000} s");
    Print($"as fast as the peer: {theirs.Sum() / ours.Sum():0.00} times (wanted 1.5)");
    Print($"median of the rounds: {Median(theirs.Zip(ours, (a, b) => a / b)):0.00} times");
    Print($"peak memory: spotter {self.PeakWorkingSet64 / 1e6:0} MB (wanted: under 600), peer {memory:0} MB");
}

async Task LookAsync()
{
    foreach (var (name, files) in folders)
    {
        var through = 0;
        var times = new List<double>();
        foreach (var bytes in files.Select(File.ReadAllBytes))
        {
            var clock = Stopwatch.StartNew();
            through += await reader.MayHaveWordsAsync(bytes, CancellationToken.None) ? 1 : 0;
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        Print($"first look at {name}: lets {through} of {files.Count} through{(withWords.Contains(name) ? " (wanted: all)" : "")}");
        Print($"    median {Median(times):0} ms (wanted: under 60)");
    }
}

void Letters(string what, IReadOnlyList<(string File, IReadOnlyList<string> Lines)> boards)
{
    var files = boards.Select(board => board.File).ToList();
    var (ours, theirs) = (Read(files).Lines, peer.Read(files).Read);
    var own = boards.Index().Select(board => LetterErrors.Of(board.Item.Lines, ours[board.Index])).Aggregate((sum, one) => sum + one);
    var other = boards.Index().Select(board => LetterErrors.Of(board.Item.Lines, theirs[board.Index])).Aggregate((sum, one) => sum + one);
    Print($"letters wrong on {boards.Count} {what} ({own.Letters} letters): spotter {own.Rate:0.0000}, peer {other.Rate:0.0000}");
}

IReadOnlyList<(string, IReadOnlyList<string>)> DrawBoards()
{
    var renderer = new VipsPictureRenderer();
    return
    [
        .. Enumerable.Range(0, Drawings).Select(seed =>
        {
            var file = Path.Combine(drawn.FullName, $"{seed}.jpg");
            File.WriteAllBytes(file, renderer.Render(PictureArtist.Draw(PictureKind.SpecialsBoard, seed), 85));
            return (file, PictureArtist.WordsOf(PictureKind.SpecialsBoard, seed));
        }),
    ];
}

(IReadOnlyList<IReadOnlyList<string>> Lines, double Seconds) Read(IReadOnlyList<string> files)
{
    var read = new ConcurrentDictionary<int, IReadOnlyList<string>>();
    var next = -1;
    var clock = Stopwatch.StartNew();
    var threads = Enumerable.Range(0, atOnce).Select(_ => new Thread(() =>
    {
        for (var index = Interlocked.Increment(ref next); index < files.Count; index = Interlocked.Increment(ref next))
        {
            var words = reader.ReadAsync(File.ReadAllBytes(files[index]), CancellationToken.None).GetAwaiter().GetResult();
            read[index] = [.. words.Lines.Select(line => line.Text)];
        }
    })).ToList();
    threads.ForEach(thread => thread.Start());
    threads.ForEach(thread => thread.Join());
    return ([.. Enumerable.Range(0, files.Count).Select(index => read[index])], clock.Elapsed.TotalSeconds);
}

static List<string> Mix(List<string> some, List<string> others, int most) =>
    [.. Spread(some, most / 2).Zip(Spread(others, most / 2), (one, other) => (string[])[one, other]).SelectMany(pair => pair)];

static IEnumerable<string> Spread(List<string> files, int count) =>
    Enumerable.Range(0, Math.Min(count, files.Count)).Select(at => files[at * files.Count / Math.Min(count, files.Count)]);

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToList();
    return sorted[sorted.Count / 2];
}

static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
