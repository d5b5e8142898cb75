namespace Spotter.Cli.Tests.Commands;

/// <summary>A state that cannot be opened when a command starts.</summary>
public sealed class UnusableStateTests
{
    [Fact]
    public async Task Watching_says_so_once_and_begins_when_the_state_can_be_used()
    {
        using var workplace = new Workplace();
        var folder = workplace.PathOf("disk");
        workplace.Set("State:Path", Path.Combine(folder, "state.db"));
        await File.WriteAllTextAsync(folder, "in the place of the folder");
        using var stop = new CancellationTokenSource();
        using var error = new LinesWriter();

        var watching = SpotterCommand.RunAsync(["watch", "--settings", workplace.Settings], TextWriter.Null, error, stop.Token);
        var first = await error.ReadAsync();
        File.Delete(folder);
        var second = await error.ReadAsync();
        await stop.CancelAsync();
        await watching;

        Assert.Contains(folder, first);
        Assert.EndsWith("Watching begins when it can be used.", first);
        Assert.StartsWith("Nothing is watched yet.", second);
    }

    [Fact]
    public async Task The_doctor_goes_to_its_end_and_names_a_picture_folder_that_cannot_be_written()
    {
        using var workplace = new Workplace(new("State:Path", "/dev/null/state.db"), new("Pictures:Folder", "/proc"));

        var run = await workplace.RunAsync("doctor");

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Single(run.Joined.Split('\n'), line => line.Contains("/dev/null", StringComparison.Ordinal));
        Assert.Contains("FAIL  pictures: /proc", run.Joined);
        Assert.Contains("source instagram", run.Out);
    }
}
