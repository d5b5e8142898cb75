using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Learning.Features;
using Spotter.Learning.Heads;
using Spotter.Learning.Requests;
using Spotter.Learning.Splitting;
using Spotter.Learning.Training;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Vision.Decoding;
using Spotter.Vision.Drawing;
using Spotter.Vision.Inference;
using TrainBench;

// How long a head takes to fit to 10,000 x 1,000 features, and a whole training, cold and cached, against reading and classifying the same
// pictures.
//   dotnet run -c Release --project bench/TrainBench -- [PICTURES [BACKBONE.onnx [TENSOR]]]
// PICTURES holds a folder of pictures per label. Without a backbone the built-in one is taken.
//   dotnet run -c Release --project bench/TrainBench -- halves PICTURES PRECISION TIMES [BACKBONE.onnx [TENSOR]]
// trains on random halves, and tells how often the other half shows the precision that was asked for.
//   dotnet run -c Release --project bench/TrainBench -- features PICTURES BACKBONE.onnx [TENSOR]
// compares the rate of computing features with that of the backbone's session alone.
if (args is ["halves", var halves, var precision, var times, ..])
{
    await new HalvesRun(halves, args.ElementAtOrDefault(4), args.ElementAtOrDefault(5), double.Parse(
        precision, CultureInfo.InvariantCulture), int.Parse(times, CultureInfo.InvariantCulture)).RunAsync();
    return;
}

if (args is ["features", var folder, var network, ..])
{
    await new FeaturesRun(folder, network, args.ElementAtOrDefault(3)).RunAsync();
    return;
}

const int Rounds = 5;
const int Rows = 10_000;
const int Columns = 1_000;

foreach (var labelCount in new[] { 2, 10 })
    foreach (var hidden in new[] { 0, 32 })
        FitHead(labelCount, hidden, rounds: hidden == 0 ? Rounds : 1);
if (args.Length > 0)
    await TrainAsync(args[0], args.ElementAtOrDefault(1), args.ElementAtOrDefault(2));

void FitHead(int labelCount, int hidden, int rounds)
{
    var pictures = Draw(labelCount);
    var trainer = new HeadTrainer(new LabelWeights(labelCount), labelCount, hidden, seed: 0);
    var times = new List<double>();
    var right = 0;
    for (var round = 0; round < rounds; round++)
    {
        var clock = Stopwatch.StartNew();
        var penalty = trainer.ChoosePenalty(
            [new Holdout(pictures[..(Rows * 9 / 10)], pictures[(Rows * 9 / 10)..])], CancellationToken.None);
        var head = trainer.Fit(pictures[..(Rows * 9 / 10)], penalty, CancellationToken.None);
        times.Add(clock.Elapsed.TotalSeconds);
        right = pictures.Skip(Rows * 9 / 10).Count(picture => Best(head.Score(picture.Values)) == picture.Picture.Label);
    }

    var each = string.Join(", ", times.Select(time => time.ToString("0.00", CultureInfo.InvariantCulture)));
    Print($"head of {Rows} x {Columns}, {labelCount} labels, hidden {hidden}: {Median(times):0.00} s with the choice of L2");
    Print($"  rounds: {each}; right for {right / (Rows / 10.0):P1} of {Rows / 10} it did not see");
}

// Features of two kinds: one in ten tells of the label, under noise of the same size.
List<PictureFeatures> Draw(int labelCount)
{
    var random = new Random(1);
    var centres = Enumerable.Range(0, labelCount).Select(_ => Enumerable.Range(0, Columns).Select(
        column => column % 10 == 0 ? (float)((random.NextDouble() - 0.5) * 0.6) : 0).ToArray()).ToArray();
    return [.. Enumerable.Range(0, Rows).Select(row => new PictureFeatures(
        new TrainingPicture("", row % labelCount, new byte[32]),
        [.. centres[row % labelCount].Select(
            centre => centre + (float)(random.NextDouble() - 0.5) + (float)(random.NextDouble() - 0.5))]))];
}

async Task TrainAsync(string pictures, string? backbone, string? tensor)
{
    var root = Directory.CreateTempSubdirectory("spotter-bench-").FullName;
    var engine = new OnnxRuntimeEngine(Options.Create(new InferenceOptions()));
    var decoder = new VipsPictureDecoder();
    var drawer = new ImageSharpPictureDrawer(decoder);
    var trainer = new ModelTrainer(decoder, drawer, engine, Options.Create(new ModelOptions()), TimeProvider.System);
    var (cold, cached, classify) = (new List<double>(), new List<double>(), new List<double>());
    TrainingReport? report = null;
    for (var round = 0; round <= Rounds; round++)
    {
        var request = new TrainingRequest
        {
            Folder = pictures,
            OutputFolder = Path.Combine(root, "models", "bench"),
            Backbone = backbone,
            FeatureTensor = tensor,
            Folds = 5,
            CacheFolder = Path.Combine(root, $"features-{round}"),
        };
        var first = await SecondsAsync(async () => report = await trainer.TrainAsync(request, null, CancellationToken.None));
        var second = await SecondsAsync(() => trainer.TrainAsync(request, null, CancellationToken.None));
        var third = await SecondsAsync(() => ClassifyAsync(request.OutputFolder));
        // The first round warms everything up.
        if (round == 0)
            continue;

        cold.Add(first);
        cached.Add(second);
        classify.Add(third);
        Print($"round {round}: training cold {first:0.00} s, cached {second:0.00} s; reading and classifying {third:0.00} s");
    }

    Print($"{report!.Pictures} pictures, {report.Features} features");
    Print($"training cold {Median(cold):0.00} s, cached {Median(cached):0.00} s; reading and classifying {Median(classify):0.00} s");
    Print($"cold / classifying {Median(cold) / Median(classify):0.00}, cached / classifying {Median(cached) / Median(classify):0.00}");
    Print($"accuracy {report.Evaluation.Accuracy:0.000}, AUC {report.Evaluation.Auc:0.000}");
    Directory.Delete(root, recursive: true);

    async Task ClassifyAsync(string folder)
    {
        var description = await ModelFiles.ReadDescriptionAsync(folder, CancellationToken.None);
        using var model = LoadedModel.Load(
            folder,
            description,
            await ModelFiles.ReadModelAsync(folder, description, int.MaxValue, CancellationToken.None),
            engine
        );
        await Parallel.ForEachAsync(
            Directory.EnumerateFiles(pictures, "*.jpg", SearchOption.AllDirectories),
            async (file, token) => model.Score(decoder, await File.ReadAllBytesAsync(file, token))
        );
    }
}

static async Task<double> SecondsAsync(Func<Task> work)
{
    var clock = Stopwatch.StartNew();
    await work();
    return clock.Elapsed.TotalSeconds;
}

static int Best(float[] scores) => Array.IndexOf(scores, scores.Max());

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToList();
    return sorted[sorted.Count / 2];
}

static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));
