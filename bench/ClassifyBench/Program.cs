using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using ClassifyBench;
using Microsoft.Extensions.Options;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.Vision.Decoding;
using Spotter.Vision.Inference;

// Picture bytes to labels per second with SqueezeNet, against the floor of its two parts alone and against Node's sharp with
// onnxruntime-node.
//   dotnet run -c Release --project bench/ClassifyBench -- MODEL.onnx PICTURES [PEER.mjs]
// or, whether memory grows with the number of pictures:
//   dotnet run -c Release --project bench/ClassifyBench -- MODEL.onnx PICTURES --leak 100000
// PICTURES holds JPEGs of 1080 x 1350; bench/README.md says how to make them and how to install the peer.
// Short rounds, many of them: a machine whose speed drifts then drifts for all alike.
const int Rounds = 30;
const int PicturesPerRound = 50;
const int Size = 224;
var workers = Environment.ProcessorCount;
var pictures = ReadPictures(args[1]);
if (pictures.Length == 0)
{
    Console.Error.WriteLine($"{args[1]}: no such folder, or no *.jpg in it: bench/README.md says how to make them.");
    return 1;
}

var description = new ModelDescription
{
    Name = "squeezenet",
    Input = new ModelInput
    {
        Name = "data_0",
        Width = Size,
        Height = Size,
        ElementType = ElementType.Float16,
        Channels = ChannelOrder.Bgr,
        Mean = [104, 117, 123],
    },
    Output = new ModelOutput { Name = "softmaxout_1" },
    Labels = [.. Enumerable.Range(0, 1_000).Select(n => $"{n}")],
};
var engine = new OnnxRuntimeEngine(Options.Create(new InferenceOptions()));
var file = File.ReadAllBytes(args[0]);
using var model = LoadedModel.Load(args[0], description, file, engine);
using var session = engine.Load(file);
var decoder = new VipsPictureDecoder();
if (args.Length > 3 && args[2] == "--leak")
    return new LeakRun(ListPictures(args[1]), picture => model.Score(decoder, picture)).Run(
        int.Parse(args[3], CultureInfo.InvariantCulture)
    )
        ? 0
        : 1;

var tensor = MemoryMarshal.AsBytes(Enumerable.Range(0, 3 * Size * Size).Select(n => (Half)(n % 200 - 100)).ToArray().AsSpan()).ToArray();

using var node = args.Length > 2 ? StartPeer() : null;
var spotter = new List<double>();
var decode = new List<double>();
var infer = new List<double>();
var inTurn = new List<double>();
var peer = new List<double>();
for (var round = 0; round <= Rounds; round++)
{
    var rates = (
        Spotter: Rate(picture => model.Score(decoder, picture)),
        Decode: Rate(Decode),
        Infer: Rate(_ => Infer()),
        // The decoder's work leaves nothing of the model in the processor's caches, which the floor does not know of.
        InTurn: Rate(picture =>
        {
            Decode(picture);
            Infer();
        }),
        Peer: RunPeer());
    if (round == 0)
        continue; // The first round warms everything up.

    spotter.Add(rates.Spotter);
    decode.Add(rates.Decode);
    infer.Add(rates.Infer);
    inTurn.Add(rates.InTurn);
    peer.Add(rates.Peer);
    Print($"round {round}: spotter {rates.Spotter:0.0}/s, peer {rates.Peer:0.0}/s");
    Print($"  decode alone {rates.Decode:0.0}/s, inference alone {rates.Infer:0.0}/s, in turn {rates.InTurn:0.0}/s");
}

var floors = decode.Zip(infer, (d, i) => 1 / ((1 / d) + (1 / i))).ToList();
Print($"median: spotter {Median(spotter):0.0}/s, floor {Median(floors):0.0}/s, peer {Median(peer):0.0}/s");
Print($"ratio to the floor {Median(spotter.Zip(floors, (a, b) => a / b)):0.000} (wanted 0.97)");
Print($"ratio to the peer {Median(spotter.Zip(peer, (a, b) => a / b)):0.000} (wanted 1.15)");
Print($"ratio to the two parts in turn {Median(spotter.Zip(inTurn, (a, b) => a / b)):0.000}");
return 0;

void Decode(byte[] picture) => decoder.Decode(picture, Size, Size, PictureFit.Squash, Buffers.Pixels.AsSpan(0, Size * Size * 3));

void Infer() => session.Run("data_0", ElementType.Float16, [1, 3, Size, Size], tensor, "softmaxout_1");

double Rate(Action<byte[]> work)
{
    var next = -1;
    var clock = Stopwatch.StartNew();
    var threads = Enumerable.Range(0, workers).Select(_ => new Thread(() =>
    {
        for (var index = Interlocked.Increment(ref next); index < pictures.Length; index = Interlocked.Increment(ref next))
            work(pictures[index]);
    })).ToList();
    threads.ForEach(thread => thread.Start());
    threads.ForEach(thread => thread.Join());
    return pictures.Length / clock.Elapsed.TotalSeconds;
}

Process StartPeer() =>
    Process.Start(
        new ProcessStartInfo("node", [args[2], args[0], args[1], $"{PicturesPerRound}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        }
    )!;

double RunPeer()
{
    if (node is null)
        return double.NaN;

    node.StandardInput.WriteLine();
    return double.Parse(node.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
}

static byte[][] ReadPictures(string folder) => [.. ListPictures(folder).Take(PicturesPerRound).Select(File.ReadAllBytes)];

static List<string> ListPictures(string folder) => Directory.Exists(folder)
    ? [.. Directory.EnumerateFiles(folder, "*.jpg").Order(StringComparer.Ordinal)]
    : [];

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToList();
    return sorted[sorted.Count / 2];
}

static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

internal static class Buffers
{
    [ThreadStatic]
    private static byte[]? _pixels;

    public static byte[] Pixels => _pixels ??= new byte[1 << 18];
}
