using Spotter.Accounts;

namespace Spotter.Posts;

/// <summary>Names a post that is to be worked on.</summary>
/// <param name="Account">The account.</param>
/// <param name="PostKey">The key of its record, as <see cref="PostKeys"/> makes it.</param>
/// <param name="Collecting">How it is worked on where nobody watches the account; null where somebody must.</param>
public sealed record PostTask(AccountId Account, string PostKey, CollectedWork? Collecting = null);
