using Spotter.Learning.Features;

namespace Spotter.Learning.Tests.Features;

public sealed class FeatureScaleTests
{
    [Fact]
    public void Features_of_any_size_come_to_one_scale_and_one_that_never_changes_to_zero()
    {
        var features = FeatureMatrix.Of([[1000, 0.1f, 7], [3000, 0.3f, 7]]);

        var scaled = features.ScaledBy(FeatureScale.Of(features));

        Assert.Equal([-1, -1, 0], scaled[0].ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal([1, 1, 0], scaled[1].ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void An_odd_feature_counts_no_more_than_three_deviations()
    {
        var scale = new FeatureScale([10, 10], [2, 2]);

        Assert.Equal([3, -3], scale.Apply([1e6f, -1e6f]));
        Assert.Equal([2.5f, -2.5f], scale.Apply([15, 5]));
    }
}
