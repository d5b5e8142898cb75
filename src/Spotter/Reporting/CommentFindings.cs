using Spotter.Accounts;

namespace Spotter.Reporting;

/// <summary>What comments say, where their texts were collected.</summary>
/// <param name="Comments">How many were read.</param>
/// <param name="Posts">How many posts they are of.</param>
/// <param name="Languages">Their languages, or scripts where no more can be told; at most ten.</param>
/// <param name="Words">The words in most of them, without the commonest of each language; at most twenty.</param>
/// <param name="Emoji">The emoji in most of them; at most twenty.</param>
/// <param name="Labels">What accounts' own models of captions say of a sample; at most three accounts.</param>
public sealed record CommentFindings(
    int Comments,
    int Posts,
    IReadOnlyList<SaidFigures> Languages,
    IReadOnlyList<SaidFigures> Words,
    IReadOnlyList<SaidFigures> Emoji,
    IReadOnlyList<CommentLabel> Labels);

/// <summary>In how many comments something is.</summary>
/// <param name="Name">What.</param>
/// <param name="Comments">In how many.</param>
/// <param name="Share">Of all that were read.</param>
public sealed record SaidFigures(string Name, int Comments, double Share);

/// <summary>What a model of captions says of an account's comments, as if they were captions.</summary>
/// <param name="Account">The account.</param>
/// <param name="Model">The model.</param>
/// <param name="Label">The best label; null where the comments say nothing that it knows.</param>
/// <param name="Score">Its score, from 0 to 1; null where there is none.</param>
/// <param name="Sample">How many comments it looked at, those of the newest posts first.</param>
/// <param name="Of">How many there are.</param>
public sealed record CommentLabel(AccountId Account, string Model, string? Label, double? Score, int Sample, int Of);
