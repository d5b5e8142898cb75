using System.CommandLine;
using Spotter.Alerting;
using Spotter.Cli.Output;
using Spotter.Local.Orchestration;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter watch</c></summary>
internal static class WatchCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("watch", """
            Scan every watched account now and then by its schedule, until Ctrl-C.

            A process that is killed loses nothing: the next one goes on where it stopped. Two may run on one state file; an account is never scanned by both at once.
            """);
        command.SetAction((result, cancellationToken) => RunAsync(result, terminal, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, Terminal terminal, CancellationToken cancellationToken)
    {
        await using var host = CommandHost.Open(result, terminal);
        // The scheduler tells which they are.
        var unreadable = 0;
        var watches = await host.Get<WatchRepository>().ListAsync(_ => unreadable++, cancellationToken).ToListAsync(cancellationToken);
        terminal.Note(watches.Count + unreadable == 0
            ? "Nothing is watched yet. Add an account from another terminal: spotter accounts add instagram:davesfreshpasta --rule specials-board"
            : $"Watching {watches.Count(watch => !watch.Paused)} accounts. Ctrl-C ends.");
        foreach (var (channel, problem) in await host.Get<ChannelRecovery>().ResumeHealthyAsync(cancellationToken))
            terminal.Problem($"channel {channel} is stopped: {problem}");

        using var observer = new ScanObserver(host.Get<LocalOrchestrator>(), terminal, static _ => { }, showWaits: false, host.Get<TimeProvider>());
        var scheduler = host.Get<WatchScheduler>();
        await scheduler.StartAsync(CancellationToken.None);
        await WaitAsync(scheduler, cancellationToken);
        await scheduler.StopAsync(CancellationToken.None);
        terminal.Note("Stopped.");
        return ExitCode.Success;
    }

    private static async Task WaitAsync(WatchScheduler scheduler, CancellationToken cancellationToken)
    {
        try
        {
            await scheduler.ExecuteTask!.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
        }
    }
}
