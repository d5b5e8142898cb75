using Spotter.Calls;
using Spotter.State;
using Xunit;

namespace Spotter.Contracts.Calls;

/// <summary>Who goes first where several want one call budget, whatever keeps its record.</summary>
public abstract class CallBudgetContract : IAsyncLifetime
{
    private readonly ManualTimeProvider _time = new();
    private IStateStore _store = null!;

    public async Task InitializeAsync() => _store = await OpenAsync();

    public abstract Task DisposeAsync();

    /// <summary>Opens an empty store.</summary>
    protected abstract Task<IStateStore> OpenAsync();

    [Fact]
    public async Task Who_looks_for_new_posts_goes_before_who_waits_for_old_ones()
    {
        var (news, old) = PlansOf("1,30");
        Assert.Null(await CallAsync(old, "collection"));
        Assert.Equal(30, await CallAsync(old, "collection"));
        Assert.Equal(60, await CallAsync(old, "another"));
        Assert.Equal(30, await CallAsync(news, "watch"));
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Equal(30, await CallAsync(old, "collection"));
        Assert.Null(await CallAsync(news, "watch"));
        Assert.Equal(30, await CallAsync(old, "collection"));
        Assert.Equal(60, await CallAsync(old, "another"));
    }

    [Fact]
    public async Task Who_waits_for_old_posts_is_passed_for_an_hour_and_no_longer()
    {
        var (news, old) = PlansOf("1,1200");
        Assert.Null(await CallAsync(news, "watch 0"));
        for (var turn = 1; turn <= 3; turn++)
        {
            Assert.Equal(1_200, await CallAsync(old, "collection"));
            Assert.Equal(1_200, await CallAsync(news, $"watch {turn}"));
            _time.Advance(TimeSpan.FromSeconds(1_200));
            Assert.Null(await CallAsync(news, $"watch {turn}"));
        }

        Assert.Equal(1_200, await CallAsync(old, "collection"));
        Assert.Equal(2_400, await CallAsync(news, "watch 4"));
    }

    [Fact]
    public async Task Old_posts_leave_a_tenth_of_a_window_to_new_ones_while_somebody_looks_for_them()
    {
        var (news, old) = PlansOf("20,3600");
        Assert.Null(await CallAsync(news, "watch"));
        Assert.Equal(17, await CountAsync(old));
        Assert.Null(await CallAsync(news, "watch"));
        Assert.Null(await CallAsync(news, "watch"));
        Assert.NotNull(await CallAsync(news, "watch"));

        _time.Advance(TimeSpan.FromHours(25));
        Assert.Equal(20, await CountAsync(old));
    }

    private static (CallBudgetPlan News, CallBudgetPlan Old) PlansOf(string windows)
    {
        var plan = new CallBudgetPlan(Guid.NewGuid().ToString("N"), CallWindow.ParseMany(windows));
        return (plan, plan with { Yields = true });
    }

    private async Task<int> CountAsync(CallBudgetPlan plan)
    {
        var calls = 0;
        while (await CallAsync(plan, "collection") is null)
            calls++;
        return calls;
    }

    // Another host each time. The seconds until it is to come again; null where the call was made.
    private async Task<double?> CallAsync(CallBudgetPlan plan, string caller)
    {
        using var budget = new CallBudget(_store, _time);
        var (answer, comeAt) = await budget.CallAsync<string>(
            plan, caller, _ => Task.FromResult<string?>("posts"), CancellationToken.None);
        return answer is null ? (comeAt!.Value - _time.GetUtcNow()).TotalSeconds : null;
    }
}
