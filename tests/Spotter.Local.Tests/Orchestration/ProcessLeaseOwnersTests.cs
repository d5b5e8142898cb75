using System.Diagnostics;
using System.Globalization;
using Spotter.Local.Orchestration;

namespace Spotter.Local.Tests.Orchestration;

public sealed class ProcessLeaseOwnersTests
{
    private readonly RunningOrchestrations _running = new();
    private readonly ProcessLeaseOwners _owners;

    public ProcessLeaseOwnersTests() => _owners = new ProcessLeaseOwners(_running);

    [Theory]
    [InlineData("scan-instagram:dave")]
    [InlineData("scan-folder:a|b#c")]
    public void A_run_of_this_process_is_gone_when_it_has_ended(string instanceId)
    {
        var run = _running.Add(instanceId);
        Assert.False(IsGone(_owners.NameOf(run)));

        _running.Remove(run);

        Assert.True(IsGone(_owners.NameOf(run)));
    }

    [Fact]
    public void Two_runs_of_one_instance_have_names_of_their_own()
    {
        var (first, second) = (_running.Add("scan"), _running.Add("scan"));

        _running.Remove(first);

        Assert.True(IsGone(_owners.NameOf(first)));
        Assert.False(IsGone(_owners.NameOf(second)));
    }

    [SkippableFact]
    public async Task A_run_of_another_process_is_gone_when_the_process_was_killed()
    {
        Skip.If(OperatingSystem.IsWindows(), "It starts the program sleep.");
        using var process = Process.Start("sleep", "600");
        var name = NameOf(Environment.MachineName, process.Id, process.StartTime);
        Assert.False(IsGone(name));

        process.Kill();
        await process.WaitForExitAsync();

        Assert.True(IsGone(name));
    }

    [SkippableFact]
    public async Task A_process_that_was_killed_is_gone_although_its_parent_never_asks_how_it_ended()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Other systems list no dead processes.");
        using var parent = Process.Start(
            new ProcessStartInfo("sh", ["-c", "sleep 600 & echo $!; exec sleep 600"]) { RedirectStandardOutput = true })!;
        using var child = Process.GetProcessById(int.Parse((await parent.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture));
        var name = NameOf(Environment.MachineName, child.Id, child.StartTime);
        Assert.False(IsGone(name));

        child.Kill();

        Assert.True(SpinWait.SpinUntil(() => IsGone(name), TimeSpan.FromSeconds(10)));
        Assert.False(parent.HasExited);
        parent.Kill();
    }

    [Fact]
    public void A_process_of_the_same_id_that_started_at_another_time_is_another()
    {
        using var self = Process.GetCurrentProcess();
        Assert.True(IsGone(NameOf(Environment.MachineName, self.Id, self.StartTime.AddHours(-1))));
    }

    [Fact]
    public void Of_another_machine_nothing_is_known_to_be_gone()
    {
        using var self = Process.GetCurrentProcess();
        Assert.False(IsGone(NameOf("another-machine", self.Id, self.StartTime.AddHours(-1))));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("somebody", false)]
    [InlineData("|1|2|3", false)]
    [InlineData("{0}|x|y|z", true)]
    [InlineData("{0}|1|9223372036854775807|scan#1", true)]
    public void A_name_that_nobody_here_gives_does_no_harm(string name, bool gone) =>
        Assert.Equal(gone, IsGone(name.Replace("{0}", Environment.MachineName, StringComparison.Ordinal)));

    private bool IsGone(string owner) => _owners.IsGoneAsync(owner, CancellationToken.None).AsTask().GetAwaiter().GetResult();

    private static string NameOf(string machine, int id, DateTime start) =>
        string.Create(CultureInfo.InvariantCulture, $"{machine}|{id}|{new DateTimeOffset(start).ToUnixTimeMilliseconds()}|scan#1");
}
