using Spotter.Reporting.Counting;

namespace Spotter.Tests.Reporting.Counting;

public sealed class StepsTests
{
    private static readonly Steps Pictures = new("pictures", 0, 1, 2, 3, 5, 8);

    [Theory]
    [InlineData(0, "no pictures")]
    [InlineData(1, "1 picture")]
    [InlineData(2, "2 pictures")]
    [InlineData(3, "3 to 4 pictures")]
    [InlineData(4, "3 to 4 pictures")]
    [InlineData(7, "5 to 7 pictures")]
    [InlineData(8, "8 pictures or more")]
    [InlineData(int.MaxValue, "8 pictures or more")]
    public void Every_number_has_its_step(int number, string name) => Assert.Equal(name, Pictures.NameOf(Pictures.IndexOf(number)));
}
