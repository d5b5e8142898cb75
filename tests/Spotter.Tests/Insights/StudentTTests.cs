using Spotter.Insights;

namespace Spotter.Tests.Insights;

public sealed class StudentTTests
{
    [Theory]
    [InlineData(1, 0.95, 12.706)]
    [InlineData(4, 0.95, 2.776)]
    [InlineData(10, 0.95, 2.228)]
    [InlineData(30, 0.95, 2.042)]
    [InlineData(120, 0.95, 1.980)]
    [InlineData(100_000, 0.95, 1.960)]
    [InlineData(10, 0.99, 3.169)]
    [InlineData(5, 0.8, 1.476)]
    public void It_reaches_as_far_as_the_tables_say(int degrees, double confidence, double reach) =>
        Assert.Equal(reach, StudentT.Reach(degrees, confidence), 1e-3);
}
