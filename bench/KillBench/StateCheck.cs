using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Local.State;
using Spotter.Posts;
using Spotter.Scanning;

namespace KillBench;

/// <summary>What is wrong in the state when all is done.</summary>
internal sealed class StateCheck(SqliteStateStore state, IReadOnlyList<FedPost> fed)
{
    private readonly List<string> _problems = [];
    private readonly HashSet<string> _pictures = [];

    public IReadOnlyList<string> Problems => _problems;

    /// <summary>The ids of the pictures that posts have.</summary>
    public IReadOnlySet<string> Pictures => _pictures;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var account in PostFeed.Accounts)
        {
            await CheckPostsAsync(account, cancellationToken);
            await CheckAlertsAsync(account, cancellationToken);
            await CheckLeaseAsync(account, cancellationToken);
        }

        foreach (var (account, _) in await new OwedAccounts(state).FindDueAsync(source: null, DateTimeOffset.MaxValue, cancellationToken))
            _problems.Add($"{account} is still said to owe something");
        await foreach (var channel in state.ListAsync("channels", "", "\uffff", cancellationToken))
            _problems.Add($"channel {channel.Id.Key} is still stopped or on trial");
    }

    private async Task CheckPostsAsync(AccountId account, CancellationToken cancellationToken)
    {
        var repository = new PostRepository(state);
        var kept = (await repository.ListAsync(account, cancellationToken).ToListAsync(cancellationToken)).ToLookup(post => post.Post.Id);
        var posts = fed.Where(post => post.Account == account).ToList();
        foreach (var post in posts)
            CheckPost(post, [.. kept[post.Id]]);
        foreach (var stranger in kept.Select(post => post.Key).Except(posts.Select(post => post.Id)))
            _problems.Add($"{account} never made post {stranger}");
        await foreach (var item in repository.ListToDoAsync(account, cancellationToken))
            _problems.Add($"{account} still has to do post {item.PostKey}");
    }

    private void CheckPost(FedPost post, PostRecord[] kept)
    {
        if (kept is not [var record])
        {
            _problems.Add($"{post} is there {kept.Length} times");
            return;
        }

        _pictures.UnionWith(record.Pictures.Where(picture => picture.Id is not null).Select(picture => picture.Id!.Value.Hex));
        if (record.Stage != PostStage.Done || record.Reason is not null)
            _problems.Add($"{post} is {record.Stage}: {record.Reason}");
        if (record.Pictures.Count(picture => picture is { Id: not null, Scores.Count: > 0 }) != post.Pictures)
            _problems.Add($"{post} has not all of its {post.Pictures} pictures classified");
    }

    private async Task CheckAlertsAsync(AccountId account, CancellationToken cancellationToken)
    {
        await foreach (var alert in new AlertRepository(state).ListAsync(account, cancellationToken))
            if (alert.Stage != AlertStage.Sent)
                _problems.Add($"alert {alert.Message.Id} of {account} is {alert.Stage}: {alert.Reason}");
    }

    private async Task CheckLeaseAsync(AccountId account, CancellationToken cancellationToken)
    {
        var progress = await new ScanRepository(state).FindProgressAsync(account, cancellationToken);
        if (progress.Lease is { } lease && lease.Until > TimeProvider.System.GetUtcNow())
            _problems.Add($"the lease of {account} was not given back by {lease.Owner}");
    }
}
