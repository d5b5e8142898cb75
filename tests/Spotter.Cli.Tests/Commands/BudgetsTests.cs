using System.Text.Json;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Local.State;

namespace Spotter.Cli.Tests.Commands;

/// <summary>What is told of call budgets, and how a pause is lifted.</summary>
public sealed class BudgetsTests : IDisposable
{
    private const string Wall = "Instagram put up a wall";

    private readonly Workplace _workplace = new(
        new("Sources:InstagramWeb:Enabled", "true"), new("Sources:InstagramWeb:CallBudget", ""), new(
            "Sources:InstagramWeb:BaseAddress", "http://127.0.0.1:9"));

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task A_pause_is_listed_with_its_reason_and_lifted()
    {
        await PauseAsync();

        var list = await _workplace.RunAsync("budgets", "list");
        var json = JsonDocument.Parse((await _workplace.RunAsync("budgets", "list", "--json")).Out).RootElement.EnumerateArray().ToList();
        var clear = await _workplace.RunAsync("budgets", "clear", "instagram-web");
        var after = JsonDocument.Parse((await _workplace.RunAsync("budgets", "clear", "instagram-web", "--json")).Out).RootElement[0];

        Assert.Contains("instagram-web (source instagram-web)", list.Out);
        Assert.Matches($"paused until .*: {Wall}", list.Out);
        var web = Assert.Single(json, row => row.GetProperty("name").GetString() == "instagram-web");
        Assert.Equal((Wall, ""), (web.GetProperty("reason").GetString(), web.GetProperty("windows").GetString()));
        Assert.Contains(json, row => row.GetProperty("windows").GetString() == "1,2 150,3600");
        Assert.Contains("instagram-web: no longer paused until", clear.Out);
        Assert.Equal(JsonValueKind.Null, after.GetProperty("pausedUntil").ValueKind);
    }

    [Fact]
    public async Task A_budget_that_is_not_known_is_answered_with_those_that_are()
    {
        var run = await _workplace.RunAsync("budgets", "clear", "instagram-wbe");

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains("There is no call budget 'instagram-wbe'. There are: feed, instagram, instagram-web, web", run.Error);
    }

    [Fact]
    public async Task The_doctor_asks_nothing_of_a_source_that_put_up_a_wall_and_says_until_when()
    {
        Assert.Equal(0, (await _workplace.RunAsync("accounts", "add", "instagram-web:dave")).ExitCode);
        await PauseAsync();

        var run = await _workplace.RunAsync("doctor");

        Assert.Matches($"FAIL  source instagram-web: not asked before 20.*: {Wall}", run.Joined);
    }

    private async Task PauseAsync()
    {
        await using var state = new SqliteStateStore(Options.Create(new StateOptions { Path = _workplace.PathOf("state.db") }));
        using var budget = new CallBudget(state, TimeProvider.System);
        await budget.DeferAsync(new CallBudgetPlan("instagram-web", []), DateTimeOffset.UtcNow.AddHours(6), Wall, CancellationToken.None);
    }
}
