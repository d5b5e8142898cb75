using Spotter.Learning.Features;

namespace Spotter.Learning.Splitting;

/// <summary>
/// Divides pictures by a hash of their bytes alone: a picture stays on its side whatever it is called and however many others join it.
/// Twins go where one of them goes.
/// </summary>
/// <typeparam name="T">What has a picture.</typeparam>
/// <param name="Training">What heads are fitted to.</param>
/// <param name="Validation">What their settings are chosen on.</param>
/// <param name="Test">What is measured on, once.</param>
internal sealed record HashSplit<T>(IReadOnlyList<T> Training, IReadOnlyList<T> Validation, IReadOnlyList<T> Test)
{
    /// <param name="items">All of them.</param>
    /// <param name="pictureOf">The picture of each.</param>
    /// <param name="validationShare">About how many go to the validation, 0 to 1.</param>
    /// <param name="testShare">About how many go to the test, 0 to 1.</param>
    /// <param name="seed">Another seed is another division.</param>
    public static HashSplit<T> Of(
        IEnumerable<T> items, Func<T, TrainingPicture> pictureOf, double validationShare, double testShare, int seed)
    {
        List<T> training = [], validation = [], test = [];
        foreach (var item in items)
        {
            var place = KeyedHash.Of(pictureOf(item).Group, seed, SplitPurpose.Sides) / (double)ulong.MaxValue;
            var side = place < testShare ? test : place < testShare + validationShare ? validation : training;
            side.Add(item);
        }

        return new HashSplit<T>(training, validation, test);
    }
}
