using Spotter.Accounts;
using Spotter.Reporting.Explaining;

namespace Spotter.Reporting;

/// <summary>Which posts are told of.</summary>
public sealed record FindingsRequest
{
    /// <summary>Whose; null for all accounts that have posts.</summary>
    public IReadOnlyList<AccountId>? Accounts { get; init; }

    /// <summary>No older posts; null for all.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Only older posts; null for all.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>A post whose likes are to be predicted; null for a usual one.</summary>
    public NewPost? New { get; init; }

    /// <exception cref="ReportingException">No post can lie in the range.</exception>
    internal void RequireRange(DateTimeOffset now)
    {
        if (Since > now)
            throw new ReportingException(
                $"Nothing was posted since {Since:yyyy-MM-dd} yet: that time is still to come. Name an earlier one.");
        if (Until <= Since)
            throw new ReportingException(
                $"Nothing lies between {Since:yyyy-MM-dd HH:mm} and {Until:yyyy-MM-dd HH:mm}: the time since is not the earlier one.");
    }
}
