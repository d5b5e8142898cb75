using FsCheck;
using FsCheck.Fluent;
using Spotter.Learning.Measuring;
using Interval = Spotter.Insights.Interval;

namespace Spotter.Learning.Tests.Measuring;

public sealed class EvaluatorTests
{
    private static readonly ScoredPicture[] Four = [Picture(0, 0.9f), Picture(0, 0.8f), Picture(1, 0.3f), Picture(1, 0.6f)];

    [Fact]
    public void Precision_recall_and_accuracy_count_best_labels()
    {
        var evaluation = Evaluator.Evaluate(Four, ["yes", "no"], (_, _) => null);

        Assert.Equal(0.75, evaluation.Accuracy);
        Assert.Equal(2 / 3.0, evaluation.Labels[0].Precision);
        Assert.Equal(1, evaluation.Labels[0].Recall);
        Assert.Equal(0.5, evaluation.Labels[1].Recall);
        Assert.Equal([[2, 0], [1, 1]], evaluation.Confusion);
        Assert.Equal(("no", "yes"), (Assert.Single(evaluation.Wrong).Label, evaluation.Wrong[0].Given));
    }

    [Fact]
    public void The_area_under_the_curve_is_how_often_a_picture_of_the_label_scores_higher()
    {
        var scores = ArbMap.Default.GeneratorFor<int>().Select(n => (float)(Math.Abs(n % 8) / 8.0)).ListOf(12);
        Prop.ForAll(
                scores.ToArbitrary(),
                values =>
                {
                    var pictures = values.Select((score, i) => Picture(i % 3 == 0 ? 0 : 1, score)).ToList();
                    var pairs =
                        from yes in pictures
                        where yes.Label == 0
                        from no in pictures
                        where no.Label == 1
                        select yes.Scores[0].CompareTo(no.Scores[0]);
                    var expected = pairs.Average(order =>
                        order > 0 ? 1
                        : order == 0 ? 0.5
                        : 0
                    );
                    return Math.Abs(expected - new LabelRanking(pictures, 0).Auc!.Value) < 1e-9;
                }
            )
            .QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Without_pictures_of_another_label_there_is_no_area() => Assert.Null(new LabelRanking([Picture(0, 0.5f)], 0).Auc);

    [Fact]
    public void The_least_score_with_the_highest_f1_lies_between_the_labels()
    {
        Assert.Equal(0.7, new LabelRanking(Four, 0).LeastScore(null).Score, 1e-3);
        Assert.Equal(0.3, new LabelRanking(Four, 1).LeastScore(null).Score, 1e-3);
    }

    [Fact]
    public void Scores_that_say_what_they_mean_have_no_calibration_error()
    {
        var honest = Enumerable.Range(0, 100).Select(i => Picture(i < 75 ? 0 : 1, 0.75f)).ToList();
        var boastful = Enumerable.Range(0, 100).Select(i => Picture(i < 75 ? 0 : 1, 0.95f)).ToList();

        Assert.Equal(0, Evaluator.Evaluate(honest, ["a", "b"], (_, _) => null).CalibrationError, 1e-6);
        Assert.Equal(0.2, Evaluator.Evaluate(boastful, ["a", "b"], (_, _) => null).CalibrationError, 1e-6);
    }

    [Fact]
    public void Labels_that_no_picture_has_or_was_given_are_left_out()
    {
        var pictures = new[] { new ScoredPicture("a", 1, [0.1f, 0.2f, 0.7f, 0]), new ScoredPicture("b", 2, [0.1f, 0.2f, 0.7f, 0]) };

        var evaluation = Evaluator.Evaluate(pictures, ["a", "b", "c", "d"], (_, _) => null);

        Assert.Equal(["b", "c"], evaluation.Labels.Select(label => label.Label));
        Assert.Equal([[0, 1], [0, 1]], evaluation.Confusion);
    }

    [Fact]
    public void A_curve_whose_errors_halve_with_four_times_the_pictures_goes_on_so()
    {
        static LearningPoint Point(int pictures, double accuracy) => new(pictures, accuracy, new Interval(0, 1), null);

        var curve = LearningCurve.Of([Point(10, 0.6), Point(40, 0.8)], Point(160, 0.9));

        Assert.Equal(1 - (0.1 / Math.Sqrt(2)), curve.AccuracyWithTwice!.Value, 1e-6);
        Assert.Null(LearningCurve.Of([Point(10, 0.6)], Point(40, 0.8)).AccuracyWithTwice);
    }

    [Theory]
    [InlineData(4, new int[0])]
    [InlineData(20, new[] { 5, 10 })]
    [InlineData(200, new[] { 5, 10, 20, 50, 100 })]
    [InlineData(205, new[] { 5, 10, 20, 50, 100 })]
    public void A_curve_has_steps_well_below_what_there_is(int largest, int[] steps) => Assert.Equal(steps, LearningCurve.Sizes(largest));

    private static ScoredPicture Picture(int label, float score) => new("", label, [score, 1 - score]);
}
