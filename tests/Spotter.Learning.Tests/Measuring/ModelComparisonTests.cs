using Spotter.Learning.Measuring;

namespace Spotter.Learning.Tests.Measuring;

public sealed class ModelComparisonTests
{
    [Fact]
    public void Only_pictures_that_both_were_not_fitted_to_count()
    {
        var comparison = ModelComparison.Of([Right("a"), Wrong("b"), Right("c")], [Wrong("a"), Wrong("b"), Right("d")])!;

        Assert.Equal((2, 1, 0.5, 0.0), (comparison.Pictures, comparison.LeftOut, comparison.New, comparison.Old));
        Assert.Equal((1, 0), (comparison.OnlyNew, comparison.OnlyOld));
    }

    [Theory]
    [InlineData(0, 5, false)]
    [InlineData(0, 6, true)]
    [InlineData(6, 0, false)]
    [InlineData(40, 60, false)]
    [InlineData(35, 65, true)]
    [InlineData(0, 0, false)]
    public void It_is_clearly_worse_where_chance_hardly_makes_that_difference(int onlyNew, int onlyOld, bool expected)
    {
        var names = Enumerable.Range(0, onlyNew + onlyOld + 10).Select(n => $"{n}").ToList();
        var renewed = names.Select((name, n) => n < onlyNew || n >= onlyNew + onlyOld ? Right(name) : Wrong(name)).ToList();
        var former = names.Select((name, n) => n >= onlyNew ? Right(name) : Wrong(name)).ToList();

        Assert.Equal(expected, ModelComparison.Of(renewed, former)!.IsClearlyWorse);
    }

    [Fact]
    public void Models_without_a_picture_in_common_cannot_be_compared() => Assert.Null(ModelComparison.Of([Right("a")], [Right("b")]));

    private static ScoredPicture Right(string path) => new(path, 0, [0.9f, 0.1f]);

    private static ScoredPicture Wrong(string path) => new(path, 1, [0.9f, 0.1f]);
}
