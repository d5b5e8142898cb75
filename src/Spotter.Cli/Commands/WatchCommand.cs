using System.CommandLine;
using Spotter.Alerting;
using Spotter.Cli.Output;
using Spotter.Local.Orchestration;
using Spotter.Posts;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter watch</c></summary>
internal static class WatchCommand
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(3);

    public static Command Create(Terminal terminal)
    {
        var command = new Command("watch", """
            Scan every watched account now, and from then on by its schedule, until Ctrl-C.

            Its pages show what comes in, at http://127.0.0.1:5080 or where the setting Web:Address says.

            A process that is killed loses nothing: the next one goes on where it stopped. Two may run on one state file; an account is never scanned by both at once.
            """);
        command.SetAction((result, cancellationToken) => RunAsync(result, terminal, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, Terminal terminal, CancellationToken cancellationToken)
    {
        await using var host = CommandHost.Open(result, terminal);
        var (watched, unreadable) = await WaitForWatchesAsync(host, terminal, cancellationToken);
        await FillFeedAsync(host, terminal, cancellationToken);
        terminal.Note(
            watched.Count + unreadable == 0
                ? "Nothing is watched yet. Add an account from another terminal: spotter accounts add instagram:davesfreshpasta --rule "
                    + "specials-board"
                : $"Watching {Quantity.Of(watched.Count(watch => !watch.Paused), "account")}. Ctrl-C ends."
        );
        await using var site = await host.StartSiteAsync(terminal, cancellationToken);
        await ResumeChannelsAsync(host, terminal, cancellationToken);

        using var observer = new ScanObserver(
            host.Get<LocalOrchestrator>(), terminal, static _ => { }, showWaits: false, host.Get<TimeProvider>());
        var scheduler = host.Get<WatchScheduler>();
        await scheduler.StartAsync(CancellationToken.None);
        await WaitAsync(scheduler, cancellationToken);
        await scheduler.StopAsync(CancellationToken.None);
        terminal.Note("Stopped.");
        return ExitCode.Success;
    }

    // A state that cannot be opened yet, on a full disk or at the start of the machine, is no reason to go away.
    private static async Task<(List<Watch> Watches, int Unreadable)> WaitForWatchesAsync(
        CommandHost host, Terminal terminal, CancellationToken cancellationToken)
    {
        string? told = null;
        while (true)
        {
            try
            {
                // The scheduler tells which they are.
                var unreadable = 0;
                var watches = host.Get<WatchRepository>().ListAsync(_ => unreadable++, cancellationToken);
                return (await watches.ToListAsync(cancellationToken), unreadable);
            }
            catch (StateException error)
            {
                if (told != error.Message)
                    terminal.Problem($"{error.Message} Watching begins when it can be used.");
                told = error.Message;
            }

            await Task.Delay(LookAgain, host.Get<TimeProvider>(), cancellationToken);
        }
    }

    // One that cannot be asked about is asked about again while watching.
    private static async Task ResumeChannelsAsync(CommandHost host, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var (channel, problem) in await host.Get<ChannelRecovery>().ResumeHealthyAsync(cancellationToken))
                terminal.Problem($"channel {channel} is stopped: {problem}");
        }
        catch (StateException error)
        {
            terminal.Problem(error.Message);
        }
    }

    // Once for a state that an earlier version left. What cannot be filled in now is at the next start.
    private static async Task FillFeedAsync(CommandHost host, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            await host.Get<FeedFiller>().FillAsync(cancellationToken);
        }
        catch (StateException error)
        {
            terminal.Problem(error.Message);
        }
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
