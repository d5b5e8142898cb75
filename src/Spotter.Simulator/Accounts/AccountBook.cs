using System.Collections.Concurrent;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Accounts;

/// <summary>All accounts and posts of a running scenario.</summary>
internal sealed class AccountBook
{
    private readonly Dictionary<string, SimulatedAccount> _accounts;
    private readonly Dictionary<long, SimulatedAccount> _accountsById = [];
    private readonly ConcurrentDictionary<long, SimulatedPost> _posts = new();

    public AccountBook(Scenario scenario, DateTimeOffset start)
    {
        _accounts = new(scenario.Accounts.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var script in scenario.Accounts)
        {
            var account = new SimulatedAccount(script, scenario.Seed, start, post => _posts[post.Id] = post);
            _accounts.Add($"{script.Source}:{script.Handle}", account);
            _accountsById.TryAdd(account.Id, account);
        }
    }

    public IEnumerable<SimulatedAccount> Accounts => _accounts.Values;

    public SimulatedAccount? Find(string source, string? handle) => _accounts.GetValueOrDefault($"{source}:{handle}");

    public SimulatedAccount? FindById(long id) => _accountsById.GetValueOrDefault(id);

    public SimulatedPost? FindPost(long id) => _posts.GetValueOrDefault(id);
}
