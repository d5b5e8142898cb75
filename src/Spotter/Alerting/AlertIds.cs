using System.Security.Cryptography;
using System.Text;
using Spotter.Accounts;
using Spotter.Rules;

namespace Spotter.Alerting;

/// <summary>Makes the ids of alerts.</summary>
public static class AlertIds
{
    /// <summary>
    /// The id of the alert for a post and a rule. The scores that labels must reach are not part of it: changing those must not send an old
    /// alert again. A rule on one label has the id that it always had.
    /// </summary>
    public static string Of(AccountId account, string postId, AlertRule rule)
    {
        var text = rule.Label is { } label
            ? string.Join('\n', account, postId, label, rule.Channel)
            : string.Join('\n', account, postId, "", rule.Condition.Identity, rule.Channel);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
