using Spotter.Accounts;
using Spotter.Alerting;

namespace KillBench;

/// <summary>A post that an account made.</summary>
/// <param name="Account">The account.</param>
/// <param name="Id">The post's id at its source.</param>
/// <param name="Pictures">How many pictures it has.</param>
/// <param name="IsNews">True where one of them shows what the rule is about.</param>
internal sealed record FedPost(AccountId Account, string Id, int Pictures, bool IsNews)
{
    /// <summary>The id of the alert that it is worth.</summary>
    public string AlertId => AlertIds.Of(Account, Id, PostFeed.Rule);

    public override string ToString() => $"post {Id} of {Account}";
}
