using Spotter.Accounts;

namespace Spotter.Moving.Importing;

/// <summary>What is taken in.</summary>
/// <param name="Path">A tar archive of an export, or a folder.</param>
/// <param name="Account">Whose posts these are, of files that do not say so; null where they do.</param>
public sealed record ImportRequest(string Path, AccountId? Account = null);
