namespace Spotter.Captions;

/// <summary>What was read of a file or folder.</summary>
/// <param name="Accounts">The accounts that wrote something, in the order in which they were met.</param>
/// <param name="Without">The accounts that were met and wrote nothing.</param>
/// <param name="Empty">How many posts had no caption, or an empty one.</param>
/// <param name="Repeated">How many posts had been read before, by account and id.</param>
/// <param name="Problems">What was passed over, each with its place and the reason.</param>
public sealed record CaptionInput(
    IReadOnlyList<AccountCaptions> Accounts, IReadOnlyList<string> Without, int Empty, int Repeated, IReadOnlyList<string> Problems)
{
    /// <summary>Of how many files something could not be read: what they hold besides is missing.</summary>
    public int UnreadFiles { get; init; }
}
