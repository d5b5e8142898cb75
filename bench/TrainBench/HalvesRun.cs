using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Insights;
using Spotter.Learning.Backbones;
using Spotter.Learning.Features;
using Spotter.Learning.Fitting;
using Spotter.Learning.Heads;
using Spotter.Learning.Measuring;
using Spotter.Learning.Requests;
using Spotter.Learning.Splitting;
using Spotter.Learning.Training;
using Spotter.Models.Inference;
using Spotter.Vision.Decoding;
using Spotter.Vision.Inference;

namespace TrainBench;

/// <summary>
/// Trains on one random half of the pictures and looks on the other half whether what was said holds: the precision that was asked for, the
/// recall that was expected, the interval of the accuracy.
/// </summary>
internal sealed class HalvesRun(string pictures, string? backbone, string? tensor, double wanted, int times)
{
    private const int FoldCount = 5;
    private readonly Dictionary<string, Tally> _tallies = [];

    public async Task RunAsync()
    {
        var (labels, all) = await ReadAsync();
        for (var seed = 0; seed < times; seed++)
        {
            var half = HashSplit<PictureFeatures>.Of(all, picture => picture.Picture, 0.5, 0, seed);
            var trainer = new HeadTrainer(new LabelWeights(labels.Count), labels.Count, hidden: 0, seed);
            OfSplit(trainer, labels.Count, half, seed);
            OfFolds(trainer, labels.Count, half, seed);
        }

        foreach (var (name, tally) in _tallies)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {tally}"));
    }

    private async Task<(IReadOnlyList<string> Labels, List<PictureFeatures> Pictures)> ReadAsync()
    {
        var request = new TrainingRequest { Folder = pictures, OutputFolder = "", Backbone = backbone, FeatureTensor = tensor };
        var engine = new OnnxRuntimeEngine(Options.Create(new InferenceOptions()));
        var model = await BackboneModel.LoadAsync(request, engine, int.MaxValue, CancellationToken.None);
        var folder = await TrainingFolder.ReadAsync([pictures], minLabels: 2, null, CancellationToken.None);
        var extractor = new FeatureExtractor(new VipsPictureDecoder(), engine, model, new FeatureCache(null, model));
        var features = await extractor.ExtractAsync(folder.Pictures, Augmentation.None, 0, null, CancellationToken.None);
        return (folder.Labels, [.. features.Pictures]);
    }

    private void OfSplit(HeadTrainer trainer, int labels, HashSplit<PictureFeatures> half, int seed)
    {
        var split = HashSplit<PictureFeatures>.Of(half.Training, picture => picture.Picture, 0.1, 0.1, seed + 1_000);
        var penalty = trainer.ChoosePenalty([new Holdout(split.Training, split.Validation)], CancellationToken.None);
        var head = trainer.Fit(split.Training, penalty, CancellationToken.None);
        var validation = UnseenLogits.Of(head, split.Validation);
        var temperature = validation.FitTemperature();
        var test = UnseenLogits.Of(head, split.Test).Score(temperature);
        var unseen = UnseenLogits.Of(head, half.Validation).Score(temperature);
        TallyOf("split, the precision alone").Add(validation.Score(temperature), test, unseen, labels, PlainLeastScore);
    }

    private void OfFolds(HeadTrainer trainer, int labels, HashSplit<PictureFeatures> half, int seed)
    {
        var chooser = new HeadChooser(trainer, seed);
        var parts = new List<UnseenLogits>();
        var penalties = new List<double>();
        foreach (var turn in Holdout.InTurns(half.Training, FoldCount, seed, SplitPurpose.Folds))
        {
            var (turned, penalty) = chooser.Fit(turn.Training, CancellationToken.None);
            parts.Add(UnseenLogits.Of(turned, turn.Unseen));
            penalties.Add(penalty);
        }

        var head = trainer.Fit(half.Training, penalties.Order().ElementAt(FoldCount / 2), CancellationToken.None);
        var folds = UnseenLogits.Join(parts);
        var temperature = folds.FitTemperature();
        var (chosenOn, unseen) = (folds.Score(temperature), UnseenLogits.Of(head, half.Validation).Score(temperature));
        TallyOf("folds, the precision alone").Add(chosenOn, chosenOn, unseen, labels, PlainLeastScore);
        TallyOf("folds, its lower bound").Add(chosenOn, chosenOn, unseen, labels, ranking =>
            ranking.LeastScore(wanted) is var least ? (least.Score, least.SurePrecision >= wanted) : default);
    }

    private (double, bool) PlainLeastScore(LabelRanking ranking)
    {
        var curve = ranking.Curve();
        if (curve.Count == 0)
            return (0.5, false);

        var within = Math.Min(wanted, curve.Max(point => point.Precision));
        var place = Enumerable.Range(0, curve.Count).Last(i => curve[i].Precision >= within);
        return ((curve[place].Score + (place + 1 < curve.Count ? curve[place + 1].Score : 0)) / 2, within >= wanted);
    }

    private Tally TallyOf(string name) => _tallies.TryGetValue(name, out var tally) ? tally : _tallies[name] = new Tally(wanted);

    private sealed class Tally(double wanted)
    {
        private readonly List<(bool Claimed, double? Precision, double Expected, double Recall)> _scores = [];
        private (int Held, int All) _intervals;

        public void Add(
            List<ScoredPicture> chosenOn, List<ScoredPicture> measuredOn, List<ScoredPicture> unseen, int labels,
            Func<LabelRanking, (double Score, bool IsClaimed)> choose)
        {
            for (var label = 0; label < labels; label++)
            {
                var (least, claimed) = choose(new LabelRanking(chosenOn, label));
                var passing = unseen.Where(picture => picture.Scores[label] >= least).ToList();
                _scores.Add((
                    claimed,
                    passing.Count == 0 ? null : passing.Count(picture => picture.Label == label) / (double)passing.Count,
                    RecallOf(measuredOn, label, least),
                    RecallOf(unseen, label, least)));
            }

            var interval = Interval.Exact(measuredOn.Count(picture => picture.IsRight), measuredOn.Count);
            var truth = unseen.Count(picture => picture.IsRight) / (double)unseen.Count;
            _intervals = (_intervals.Held + (interval.Low <= truth && truth <= interval.High ? 1 : 0), _intervals.All + 1);
        }

        public override string ToString()
        {
            var claimed = _scores.Where(one => one.Claimed).ToList();
            return string.Create(
                CultureInfo.InvariantCulture,
                $"the precision of {wanted} on unseen pictures in {Delivered(_scores)}; where it was claimed in {Delivered(claimed)}, "
                    + $"recall expected {Mean(claimed, one => one.Expected):0.00} and found {Mean(claimed, one => one.Recall):0.00}; over "
                    + $"all, precision {_scores.Average(one => one.Precision):0.000}, recall {Mean(_scores, one => one.Recall):0.00}; the "
                    + $"accuracy's interval held in {_intervals.Held} of {_intervals.All}");
        }

        private string Delivered(List<(bool Claimed, double? Precision, double Expected, double Recall)> scores) =>
            $"{scores.Count(one => one.Precision >= wanted || one.Precision is null)} of {scores.Count}";

        private static double Mean<T>(List<T> items, Func<T, double> value) => items.Count == 0 ? double.NaN : items.Average(value);

        private static double RecallOf(List<ScoredPicture> pictures, int label, double least) =>
            pictures.Count(picture => picture.Label == label && picture.Scores[label] >= least)
                / (double)Math.Max(1, pictures.Count(picture => picture.Label == label));
    }
}
