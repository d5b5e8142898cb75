using System.Text.Json;
using Spotter.Cli.Commands;
using Spotter.Simulator;
using Spotter.Simulator.Scenarios;

namespace Spotter.Cli.Tests.Commands;

/// <summary>Two processes on one state file.</summary>
public sealed class TwoProcessesTests
{
    private const string Account = "instagram:dave";

    [Fact]
    public async Task While_one_scans_an_account_another_is_told_it_is_busy_and_may_go_on_when_the_first_is_killed()
    {
        // The first page never comes: the first process is in the middle of its scan for as long as the test wants.
        await using var simulator = await SimulatorHost.StartAsync(
            new Scenario
            {
                Accounts =
                [
                    new AccountScript
                    {
                        Handle = "dave",
                        Posts = [new PostScript()],
                        Faults = [new PageFault { Kind = PageFaultKind.Hang, Calls = [1] }],
                    },
                ],
            }
        );
        using var workplace = new Workplace([.. SimulatorSettings.For(simulator), new("Sources:Instagram:Timeout", "00:30:00")]);
        Assert.Equal(0, (await workplace.RunAsync("accounts", "add", Account)).ExitCode);

        using var first = SpotterProcess.Start(workplace, "scan", Account);
        for (var look = 0; simulator.CallsFor("instagram", "dave") == 0; look++)
        {
            Assert.False(first.HasExited || look > 1_200, "the first scan never began");
            await Task.Delay(100);
        }

        var second = await SpotterProcess.RunAsync(workplace, "scan", Account, "--json");
        Assert.Equal(ExitCode.Failure, second.ExitCode);
        Assert.Equal("busy", OutcomeOf(second), ignoreCase: true);
        Assert.Equal(1, simulator.CallsFor("instagram", "dave"));
        Assert.False(first.HasExited);

        await first.KillAsync();
        var third = await SpotterProcess.RunAsync(workplace, "scan", Account, "--json");
        Assert.True(third.ExitCode == 0, third.Error);
        Assert.Equal("completed", OutcomeOf(third), ignoreCase: true);
    }

    private static string? OutcomeOf(CommandRun run) => JsonDocument.Parse(run.Out).RootElement[0].GetProperty("outcome").GetString();
}
