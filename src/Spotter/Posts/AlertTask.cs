using Spotter.Accounts;

namespace Spotter.Posts;

/// <summary>Names an alert that is to be sent.</summary>
/// <param name="Account">The account.</param>
/// <param name="PostKey">The key of the post it is about.</param>
/// <param name="AlertId">The alert.</param>
public sealed record AlertTask(AccountId Account, string PostKey, string AlertId);
