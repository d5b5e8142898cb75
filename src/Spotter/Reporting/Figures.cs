using Spotter.Accounts;
using Spotter.Insights;

namespace Spotter.Reporting;

/// <summary>How posts of one kind did.</summary>
/// <param name="Posts">How many.</param>
/// <param name="Likes">The mean of those whose likes are known.</param>
/// <param name="Comments">The mean of those whose comments are known.</param>
public sealed record Figures(int Posts, Estimate Likes, Estimate Comments);

/// <summary>How posts of one kind did.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Figures">How they did.</param>
public sealed record NamedFigures(string Name, Figures Figures);

/// <summary>How an account's posts did.</summary>
/// <param name="Account">The account.</param>
/// <param name="Figures">How they did.</param>
public sealed record AccountFigures(AccountId Account, Figures Figures);
