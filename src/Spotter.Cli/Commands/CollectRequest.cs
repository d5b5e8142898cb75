using Spotter.Collecting;

namespace Spotter.Cli.Commands;

/// <summary>What <c>spotter collect</c> is asked for.</summary>
/// <param name="Plan">What is collected.</param>
/// <param name="AccountsFile">Names the accounts.</param>
/// <param name="Column">The column of a CSV file; null for a list.</param>
/// <param name="Source">Where a handle alone is.</param>
/// <param name="AbortAfter">How many accounts in a row may fail; null for any number.</param>
/// <param name="Files">Which files are written.</param>
internal sealed record CollectRequest(
    CollectionPlan Plan, string AccountsFile, string? Column, string Source, int? AbortAfter, FilesRequest Files);
