using System.Security.Cryptography;
using Spotter.Training;

namespace Spotter.Tests.Training;

public sealed class HeldOutTests
{
    [Fact]
    public void A_fifth_of_each_label_is_held_out_whatever_the_files_are_called()
    {
        var pictures = Enumerable.Range(0, 50).Select(i => new TrainingPicture($"{i}.jpg", i % 2, SHA256.HashData([(byte)i]))).ToList();
        var renamed = pictures.Select(picture => picture with { Path = "x" + picture.Path }).Reverse();

        var (training, heldOut) = HeldOutSplit.Split(pictures, picture => picture, seed: 0);
        var (_, again) = HeldOutSplit.Split(renamed, picture => picture, seed: 0);
        var (_, other) = HeldOutSplit.Split(pictures, picture => picture, seed: 1);

        Assert.Equal([5, 5], heldOut.CountBy(picture => picture.Label).Select(count => count.Value));
        Assert.Empty(training.Intersect(heldOut));
        Assert.Equal(heldOut.Select(picture => picture.Hash), again.Select(picture => picture.Hash));
        Assert.NotEqual(heldOut, other);
    }

    [Fact]
    public void Precision_recall_and_accuracy_count_best_labels()
    {
        var results = new HeldOutResults([[0.9f, 0.1f], [0.8f, 0.2f], [0.3f, 0.7f], [0.6f, 0.4f]], [0, 0, 1, 1]);

        Assert.Equal(0.75, results.Accuracy);
        Assert.Equal(2 / 3.0, results.Precision(0));
        Assert.Equal(1, results.Recall(0));
        Assert.Equal(0.5, results.Recall(1));
    }

    [Fact]
    public void The_least_score_with_the_highest_f1_lies_between_the_labels()
    {
        var results = new HeldOutResults([[0.9f, 0.1f], [0.8f, 0.2f], [0.3f, 0.7f], [0.6f, 0.4f]], [0, 0, 1, 1]);

        Assert.Equal(0.7, results.LeastScore(0), 1e-3);
        Assert.Equal(0.3, results.LeastScore(1), 1e-3);
    }
}
