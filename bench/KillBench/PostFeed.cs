using Spotter.Accounts;
using Spotter.Cli.Commands;
using Spotter.Rules;
using Spotter.Simulator;
using Spotter.Simulator.Drawing;
using Spotter.Simulator.Scenarios;

namespace KillBench;

/// <summary>Lets the accounts post, and keeps what they posted.</summary>
internal sealed class PostFeed(SimulatorHost simulator)
{
    private static readonly PictureKind[][] Kinds =
    [
        [PictureKind.SpecialsBoard],
        [PictureKind.Other],
        [PictureKind.Other, PictureKind.SpecialsBoard],
        [PictureKind.Other, PictureKind.Other],
    ];

    private readonly List<FedPost> _posts = [];

    /// <summary>What every account is watched for.</summary>
    public static AlertRule Rule { get; } = new("specials-board", 0.5, SimulatorSettings.Channel);

    public static IReadOnlyList<AccountId> Accounts { get; } =
        [.. new[] { "anna", "bert", "cleo", "dora" }.Select(handle => AccountId.Parse($"instagram:{handle}"))];

    /// <summary>What was posted so far.</summary>
    public IReadOnlyList<FedPost> Posts => _posts;

    /// <summary>Lets the accounts post in turn until it is told to stop.</summary>
    public async Task RunAsync(TimeSpan every, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Post();
            await Task.Delay(every, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void Post()
    {
        var account = Accounts[_posts.Count % Accounts.Count];
        var kinds = Kinds[_posts.Count / Accounts.Count % Kinds.Length];
        var id = simulator.Post(account.Source, account.Handle, new PostScript { Pictures = kinds });
        _posts.Add(new FedPost(account, id, kinds.Length, kinds.Contains(PictureKind.SpecialsBoard)));
    }
}
