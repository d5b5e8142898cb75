using System.Security.Cryptography;
using System.Text;
using Spotter.Accounts;
using Spotter.Rules;

namespace Spotter.Alerting;

/// <summary>Makes the ids of alerts.</summary>
public static class AlertIds
{
    /// <summary>
    /// The id of the alert for a post and a rule. The rule's least score is not part of it: changing that must not send an old alert again.
    /// </summary>
    public static string Of(AccountId account, string postId, AlertRule rule)
    {
        var text = string.Join('\n', account, postId, rule.Label, rule.Channel);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 16));
    }
}
