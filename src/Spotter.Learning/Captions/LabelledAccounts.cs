using System.Security.Cryptography;
using System.Text;
using Spotter.Captions;

namespace Spotter.Learning.Captions;

/// <summary>Accounts whose captions and label are known.</summary>
/// <param name="Accounts">Each with its label.</param>
/// <param name="Input">What was read of the captions.</param>
/// <param name="Unlabelled">How many accounts have captions and no label.</param>
/// <param name="Unknown">How many have a label and no captions.</param>
/// <param name="Problems">What was passed over.</param>
internal sealed record LabelledAccounts(
    IReadOnlyList<AccountCaptions> Accounts, CaptionInput Input, int Unlabelled, int Unknown, IReadOnlyList<string> Problems)
{
    /// <summary>Reads captions and labels, and joins them by account.</summary>
    /// <exception cref="CaptionInputException">One of the two cannot be read, or they have no account in common.</exception>
    public static async Task<LabelledAccounts> ReadAsync(
        string path, LabelsRequest? request, Action<int, int> progress, CancellationToken cancellationToken)
    {
        var input = await CaptionFiles.ReadAsync(path, progress, cancellationToken);
        var labels = request is null ? null : await AccountLabels.ReadAsync(request, cancellationToken);
        var accounts = input.Accounts
            .Select(account => labels is null ? account : account with { Label = labels.Find(account.Account) })
            .Where(account => account.Label is not null)
            .ToList();
        if (accounts.Count == 0)
            throw new CaptionInputException(input.Accounts.Count == 0
                ? $"{path} holds no captions. {string.Join(' ', input.Problems.Take(1))}".TrimEnd()
                : request is null
                    ? $"No account in {path} has a label. Name a CSV file with account and label: --labels FILE.csv"
                    : $"{request.File} names none of the {input.Accounts.Count} accounts in {path}, such as {input.Accounts[0].Account}.");

        return new LabelledAccounts(
            accounts,
            input,
            input.Accounts.Count - accounts.Count,
            labels?.Unknown ?? 0,
            [.. input.Problems, .. labels?.Problems ?? []]);
    }

    /// <summary>What stands for an account where its name should not.</summary>
    public static byte[] HashOf(string account) => SHA256.HashData(Encoding.UTF8.GetBytes(account.ToLowerInvariant()));
}
