using System.Security.Cryptography;
using Spotter.Learning.Features;
using Spotter.Learning.Splitting;
using Spotter.Learning.Tests.Training;

namespace Spotter.Learning.Tests.Splitting;

public sealed class SplittingTests
{
    [Fact]
    public void A_picture_stays_on_its_side_whatever_it_is_called_and_however_many_join_it()
    {
        var few = Pictures(300);
        var many = Pictures(3000).Select(picture => picture with { Path = "renamed " + picture.Path }).Reverse().ToList();

        var first = Split(few);
        var second = Split(many);

        Assert.InRange(second.Test.Count, 240, 360);
        Assert.InRange(second.Validation.Count, 240, 360);
        Assert.Equal(3000, second.Training.Count + second.Validation.Count + second.Test.Count);
        Assert.Subset(Hashes(second.Test), Hashes(first.Test));
        Assert.Subset(Hashes(second.Validation), Hashes(first.Validation));
        Assert.NotEqual(Hashes(first.Test), Hashes(Split(few, seed: 1).Test));
    }

    [Fact]
    public void Twins_come_to_one_side_and_into_one_fold()
    {
        var pictures = Pictures(400);
        var twins = pictures.Select((picture, i) => picture with { Group = pictures[i / 2].Hash }).ToList();

        var split = Split(twins);
        var fold = Folds.Deal(twins, picture => picture, 5, 0, SplitPurpose.Folds);

        Assert.Empty(Groups(split.Training).Intersect(Groups(split.Test)));
        Assert.Empty(Groups(split.Training).Intersect(Groups(split.Validation)));
        Assert.All(
            twins.Select((picture, i) => (Group: Convert.ToHexString(picture.Group), Fold: fold[i])).GroupBy(entry => entry.Group),
            group => Assert.Single(group.Select(entry => entry.Fold).Distinct())
        );
    }

    [Fact]
    public void Folds_have_the_same_number_of_each_label()
    {
        var pictures = Pictures(100);

        var fold = Folds.Deal(pictures, picture => picture, 5, 0, SplitPurpose.Folds);

        Assert.All(
            pictures.Select((picture, i) => (picture.Label, Fold: fold[i])).CountBy(entry => entry),
            count => Assert.Equal(10, count.Value)
        );
    }

    [Fact]
    public void A_photograph_saved_again_is_found_and_others_are_not()
    {
        byte[][] photographs =
        [
            Trainer.Photograph(1, 320, 90), Trainer.Photograph(2, 320, 90), Trainer.Photograph(1, 200, 40),
            Trainer.Photograph(3, 320, 90), Trainer.Photograph(2, 160, 60), Trainer.Photograph(4, 320, 90),
        ];

        var twins = TwinFinder.Find([.. photographs.Select(FingerprintOf)], CancellationToken.None);

        Assert.Equal([[0, 2], [1, 4]], twins);
    }

    [Fact]
    public void The_distance_of_fingerprints_is_the_sum_of_all_differences()
    {
        var random = new Random(6);
        var (one, other) = (new byte[Fingerprint.Length], new byte[Fingerprint.Length]);
        random.NextBytes(one);
        random.NextBytes(other);

        Assert.Equal(one.Zip(other, (a, b) => Math.Abs(a - b)).Sum(), Fingerprint.Distance(one, other));
        Assert.Equal(255 * Fingerprint.Length, Fingerprint.Distance(
            new byte[Fingerprint.Length], Enumerable.Repeat((byte)255, Fingerprint.Length).ToArray()));
    }

    private static byte[] FingerprintOf(byte[] photograph)
    {
        var pixels = new byte[160 * 160 * 3];
        Trainer.Decoder.Decode(photograph, 160, 160, Spotter.Pictures.PictureFit.Squash, pixels);
        return Fingerprint.Of(pixels, 160, 160);
    }

    private static HashSplit<TrainingPicture> Split(IReadOnlyList<TrainingPicture> pictures, int seed = 0) =>
        HashSplit<TrainingPicture>.Of(pictures, picture => picture, 0.1, 0.1, seed);

    private static HashSet<string> Hashes(IEnumerable<TrainingPicture> pictures) =>
        [.. pictures.Select(picture => Convert.ToHexString(picture.Hash))];

    private static HashSet<string> Groups(IEnumerable<TrainingPicture> pictures) =>
        [.. pictures.Select(picture => Convert.ToHexString(picture.Group))];

    private static List<TrainingPicture> Pictures(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new TrainingPicture($"{i}.jpg", i % 2, SHA256.HashData(BitConverter.GetBytes(i))))];
}
