using System.Globalization;

namespace Spotter.Scanning;

/// <summary>What keeps an account from being well, and what it waits for.</summary>
/// <param name="Owed">How many of its posts wait for pictures or for alerts to be sent.</param>
/// <param name="Since">Since when something is in the way; null where nothing is.</param>
/// <param name="Reason">What is in the way; null where nothing is.</param>
/// <param name="WaitsUntil">
/// When the scan that is running, or the next try of what is owed, goes on; null where nothing waits for a time.
/// </param>
/// <param name="WaitsFor">What the scan that is running waits for; null where none is or it does not wait.</param>
public sealed record AccountStatus(int Owed, DateTimeOffset? Since, string? Reason, DateTimeOffset? WaitsUntil, string? WaitsFor)
{
    /// <summary>True where nothing is in the way.</summary>
    public bool IsWell => Since is null;

    /// <param name="leases">Know what a scan waits for.</param>
    /// <param name="progress">Where the account's scans stand.</param>
    public static AccountStatus Of(AccountLeases leases, ScanProgress progress)
    {
        var wait = leases.FindWait(progress);
        return new AccountStatus(
            progress.Owed, progress.Trouble?.Since, progress.Trouble?.Reason, wait?.Until ?? progress.OwedAt, wait?.Reason);
    }

    /// <summary>One line for a person.</summary>
    public string Describe()
    {
        var parts = new List<string>();
        if (WaitsFor is not null)
            parts.Add($"waits until {Show(WaitsUntil)}: {WaitsFor}");
        if (Owed > 0)
            parts.Add($"{Owed} {(Owed == 1 ? "post waits" : "posts wait")}");
        if (Since is not null)
            parts.Add($"since {Show(Since)}: {Reason}");
        return parts.Count == 0 ? "well" : string.Join(", ", parts);
    }

    private static string Show(DateTimeOffset? time) =>
        time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) ?? "";
}
