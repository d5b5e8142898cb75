using Spotter.Reporting.Explaining;

namespace Spotter.Tests.Reporting.Explaining;

public sealed class CrossValidationTests
{
    private const int Accounts = 200;

    [Theory]
    [InlineData(60, 8, 0.3)]
    [InlineData(150, 12, 0.1)]
    [InlineData(150, 12, 0.4)]
    [InlineData(150, 40, 0.6)]
    [InlineData(600, 12, 0.7)]
    public void The_interval_of_R2_holds_the_truth_as_often_as_it_says(int posts, int columns, double explained)
    {
        int[] all = [.. Enumerable.Range(0, columns)];

        var held = Enumerable.Range(0, Accounts).Count(seed =>
        {
            var account = new SimulatedAccount(explained, columns, seed);
            var validation = account.Make(posts);
            var share = validation.Explain(all);
            var truth = account.TruthOf(Ridge.Fit(validation.All, all));
            return share.Low <= truth && truth <= share.High;
        });

        // Of 200 samples of 95 in 100, this is what comes about in all but one of a thousand.
        Assert.InRange(held / (double)Accounts, 0.90, 1);
    }

    [Theory]
    [InlineData(60, 8)]
    [InlineData(150, 40)]
    public void Where_there_is_nothing_0_lies_in_the_interval_and_nothing_is_what_it_says(int posts, int columns)
    {
        int[] all = [.. Enumerable.Range(0, columns)];

        var shares = Enumerable.Range(0, Accounts).Select(seed => new SimulatedAccount(0, columns, seed).Make(posts).Explain(all)).ToList();

        Assert.InRange(shares.Count(share => share.Low <= 0) / (double)Accounts, 0.95, 1);
        Assert.True(shares.Average(share => share.High) < 0.15);
    }

    [Fact]
    public void With_many_posts_all_that_can_be_explained_is()
    {
        var share = new SimulatedAccount(0.5, 10, seed: 1).Make(4_000).Explain([.. Enumerable.Range(0, 10)]);

        Assert.Equal(0.5, share.R2, 0.05);
        Assert.True(share is { IsSomething: true, Low: > 0.4, High: < 0.6 });
    }

    [Fact]
    public void Posts_of_one_day_are_predicted_without_each_other()
    {
        // Each day has a mark of its own and a level of its own: whoever sees another post of the day knows all.
        const int Days = 40;
        var chance = new Random(3);
        var levels = Enumerable.Range(0, Days).Select(_ => chance.NextDouble()).ToList();
        List<int> days = [.. Enumerable.Range(0, Days * 4).Select(post => post / 4)];
        var rows = days.ConvertAll(day => Enumerable.Range(0, Days).Select(mark => mark == day ? 1.0 : 0).ToArray());
        int[] all = [.. Enumerable.Range(0, Days)];

        var apart = new CrossValidation(rows, days.ConvertAll(day => levels[day]), days).Explain(all);
        var mixed = new CrossValidation(rows, days.ConvertAll(day => levels[day]), [.. Enumerable.Range(0, days.Count)]).Explain(all);

        Assert.False(apart.IsSomething);
        Assert.True(mixed.R2 > 0.5);
    }
}
