using Spotter.Learning.Features;
using Spotter.Learning.Heads;
using Spotter.Learning.Measuring;
using Spotter.Learning.Requests;
using Spotter.Learning.Splitting;

namespace Spotter.Learning.Fitting;

/// <summary>
/// Fits a head, calibrates it, and measures it on pictures it never saw: on a part that was set aside, or on folds that take turns.
/// </summary>
/// <param name="trainer">Fits heads.</param>
/// <param name="labels">The labels.</param>
/// <param name="precision">The precision that least scores are recommended for; null for the highest F1.</param>
/// <param name="seed">Decides what goes where.</param>
/// <param name="progress">Told how many fits are done, of how many.</param>
internal sealed class HeadFitter(IHeadTrainer trainer, IReadOnlyList<string> labels, double? precision, int seed, Action<int, int> progress)
{
    // One small test part tells little; samples drawn anew at least take the luck out of which pictures are fitted to.
    private const int CurveRepeats = 3;
    private const int MinOfALabel = 4;
    private readonly HeadChooser _chooser = new(trainer, seed);
    private int _done;

    /// <summary>The fitter of a training of pictures.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="progress">Receives every fit that is done; null for none.</param>
    /// <param name="ofWords">True for a head that takes the figures of the words alone.</param>
    public static HeadFitter For(
        TrainingRequest request, IReadOnlyList<string> labels, IProgress<TrainingProgress>? progress, bool ofWords = false)
    {
        var weights = new LabelWeights(
            labels.Count, request.Balanced, [.. labels.Select(label => request.LabelWeights.GetValueOrDefault(label, 1))]);
        var trainer = new HeadTrainer(
            weights, labels.Count, request.Hidden, request.Seed, ofWords == request.WordsOnly ? request.Penalty : null, ofWords);
        return new HeadFitter(trainer, labels, request.Precision, request.Seed, (done, total) => progress?.Report(
            new TrainingProgress(TrainingStage.Fitting, done, total)));
    }

    /// <summary>Fits and measures on folds or on a part that was set aside, as the pictures are divided.</summary>
    public FitOutcome Fit(PictureDivision division, CancellationToken cancellationToken) => division.Folds.Count == 0
        ? FitOnSplit(division.Split, cancellationToken)
        : FitOnFolds(division.Pictures, division.Folds.Count, cancellationToken);

    /// <summary>How well heads do, as <see cref="Fit"/> measures it.</summary>
    public Evaluation Measure(PictureDivision division, CancellationToken cancellationToken) => division.Folds.Count == 0
        ? MeasureOnSplit(division.Split, cancellationToken)
        : MeasureOnFolds(division.Pictures, division.Folds.Count, cancellationToken);

    /// <summary>Fits to the training pictures, chooses on the validation pictures, and measures once on the test pictures.</summary>
    private FitOutcome FitOnSplit(HashSplit<PictureFeatures> split, CancellationToken cancellationToken)
    {
        var sizes = LearningCurve.Sizes(Largest(split.Training));
        var done = StepsOf(1 + (sizes.Count * CurveRepeats));
        var penalty = trainer.ChoosePenalty([new Holdout(split.Training, split.Validation)], cancellationToken);
        var head = trainer.Fit(split.Training, penalty, cancellationToken);
        done();

        var validation = UnseenLogits.Of(head, split.Validation);
        var temperature = validation.FitTemperature();
        var leastScores = Recommend(validation.Score(temperature));
        var test = UnseenLogits.Of(head, split.Test);
        var evaluation = Evaluator.Evaluate(test.Score(temperature), labels, (_, label) => leastScores[label]?.Score);
        var points = new CurveMeter(_chooser, labels, seed, done).Measure(
            sizes, [new Holdout(split.Training, split.Test)], CurveRepeats, cancellationToken);
        return new FitOutcome
        {
            Head = head.Cooled(temperature),
            Temperature = temperature,
            Penalty = penalty,
            LeastScores = leastScores,
            Evaluation = evaluation,
            CalibrationErrorBefore = Evaluator.Evaluate(test.Score(temperature: 1), labels, (_, _) => null).CalibrationError,
            Training = split.Training,
            Validation = split.Validation,
            Test = split.Test,
            Curve = LearningCurve.Of(points, AllOf(split.Training, evaluation)),
        };
    }

    /// <summary>
    /// Measures every picture by a head that was fitted without its fold, and fits the final head to all. A fold's L2 penalty, temperature
    /// and least scores are chosen without it as well.
    /// </summary>
    public FitOutcome FitOnFolds(IReadOnlyList<PictureFeatures> pictures, int count, CancellationToken cancellationToken)
    {
        var turns = Holdout.InTurns(pictures, count, seed, SplitPurpose.Folds);
        var sizes = LearningCurve.Sizes(Largest(turns[0].Training));
        var done = StepsOf((count * (1 + sizes.Count)) + 1);
        var (unseen, penalties) = FitEach(turns, done, cancellationToken);

        // The one in the middle of those that the folds chose.
        var penalty = penalties.Order().ElementAt(count / 2);
        var head = trainer.Fit(pictures, penalty, cancellationToken);
        done();

        var all = UnseenLogits.Join(unseen);
        var temperature = all.FitTemperature();
        var leastScores = Recommend(all.Score(temperature));
        var evaluation = EvaluateInTurns(unseen, leastScores);
        var points = new CurveMeter(_chooser, labels, seed, done).Measure(sizes, turns, repeats: 1, cancellationToken);
        return new FitOutcome
        {
            Head = head.Cooled(temperature),
            Temperature = temperature,
            Penalty = penalty,
            LeastScores = leastScores,
            Evaluation = evaluation,
            CalibrationErrorBefore = Evaluator.Evaluate(all.Score(temperature: 1), labels, (_, _) => null).CalibrationError,
            Training = pictures,
            Validation = pictures,
            Test = pictures,
            Curve = LearningCurve.Of(points, AllOf(turns[0].Training, evaluation)),
        };
    }

    /// <summary>How well heads do on the test pictures, as <see cref="FitOnSplit"/> measures it.</summary>
    private Evaluation MeasureOnSplit(HashSplit<PictureFeatures> split, CancellationToken cancellationToken)
    {
        var penalty = trainer.ChoosePenalty([new Holdout(split.Training, split.Validation)], cancellationToken);
        var head = trainer.Fit(split.Training, penalty, cancellationToken);
        var temperature = UnseenLogits.Of(head, split.Validation).FitTemperature();
        return Evaluator.Evaluate(UnseenLogits.Of(head, split.Test).Score(temperature), labels, (_, _) => null);
    }

    /// <summary>How well heads do in folds, as <see cref="FitOnFolds"/> measures it.</summary>
    private Evaluation MeasureOnFolds(IReadOnlyList<PictureFeatures> pictures, int count, CancellationToken cancellationToken)
    {
        var turns = Holdout.InTurns(pictures, count, seed, SplitPurpose.Folds);
        var (unseen, _) = FitEach(turns, StepsOf(count), cancellationToken);
        return EvaluateInTurns(unseen, Recommend(UnseenLogits.Join(unseen).Score(temperature: 1)));
    }

    /// <summary>How well others did in the same folds, measured as <see cref="FitOnFolds"/> measures.</summary>
    /// <param name="unseen">What was said of each fold by who was fitted without it.</param>
    public Evaluation Measure(List<UnseenLogits> unseen) =>
        EvaluateInTurns(unseen, Recommend(UnseenLogits.Join(unseen).Score(temperature: 1)));

    private (List<UnseenLogits> Unseen, List<double> Penalties) FitEach(
        IReadOnlyList<Holdout> turns, Action done, CancellationToken cancellationToken)
    {
        var unseen = new List<UnseenLogits>();
        var penalties = new List<double>();
        foreach (var turn in turns)
        {
            var (head, penalty) = _chooser.Fit(turn.Training, cancellationToken);
            unseen.Add(UnseenLogits.Of(head, turn.Unseen));
            penalties.Add(penalty);
            done();
        }

        return (unseen, penalties);
    }

    // Each fold is calibrated by the others, and held against least scores that were chosen on the others.
    private Evaluation EvaluateInTurns(List<UnseenLogits> unseen, LeastScore?[] recommended)
    {
        var scored = new List<ScoredPicture>();
        var leastScoresOf = new Dictionary<ScoredPicture, LeastScore[]>(ReferenceEqualityComparer.Instance);
        foreach (var part in unseen)
        {
            var others = UnseenLogits.Join(unseen.Where(other => other != part));
            var temperature = others.FitTemperature();
            var leastScores = LeastScores(others.Score(temperature));
            foreach (var picture in part.Score(temperature))
            {
                scored.Add(picture);
                leastScoresOf[picture] = leastScores;
            }
        }

        var evaluation = Evaluator.Evaluate(
            scored, labels, (picture, label) => recommended[label] is null ? null : leastScoresOf[picture][label].Score);
        return evaluation with
        {
            Labels = [.. evaluation.Labels.Select(
            label => label with { LeastScore = recommended[labels.TakeWhile(other => other != label.Label).Count()]?.Score })]
        };
    }

    // Of three pictures or fewer, each is a third of the recall or more: a least score would follow chance.
    private LeastScore?[] Recommend(List<ScoredPicture> pictures) =>
        [.. LeastScores(pictures).Select((least, label) => pictures.Count(picture => picture.Label == label) < MinOfALabel ? null : least)];

    private LeastScore[] LeastScores(List<ScoredPicture> pictures) =>
        [.. labels.Select((_, label) => new LabelRanking(pictures, label).LeastScore(precision))];

    private static LearningPoint AllOf(IReadOnlyList<PictureFeatures> training, Evaluation evaluation) =>
        new(Largest(training), evaluation.Accuracy, evaluation.AccuracyInterval, evaluation.Auc);

    private static int Largest(IReadOnlyList<PictureFeatures> pictures) =>
        pictures.CountBy(picture => picture.Picture.Label).Max(count => count.Value);

    private Action StepsOf(int total) => () => progress(++_done, total);
}
