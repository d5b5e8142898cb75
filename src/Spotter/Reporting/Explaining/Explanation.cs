using Spotter.Accounts;

namespace Spotter.Reporting.Explaining;

/// <summary>How much of the likes of an account's posts can be explained, by a ridge regression on log(1 + likes).</summary>
public sealed record Explanation
{
    /// <summary>The account.</summary>
    public required AccountId Account { get; init; }

    /// <summary>How many posts it goes by, the newest.</summary>
    public required int Posts { get; init; }

    /// <summary>Why nothing can be said; null where something can.</summary>
    public string? TooFew { get; init; }

    /// <summary>By all that is known; null where nothing can be said.</summary>
    public Share? Together { get; init; }

    /// <summary>By each kind of thing alone.</summary>
    public IReadOnlyList<PartShare> Parts { get; init; } = [];

    /// <summary>What speaks for more and for fewer likes, the strongest first; none where nothing is explained.</summary>
    public IReadOnlyList<Effect> Effects { get; init; } = [];

    /// <summary>What a usual new post would get; null where nothing can be said.</summary>
    public Prediction? Usual { get; init; }

    /// <summary>What the post that was asked about would get.</summary>
    public Prediction? New { get; init; }
}

/// <summary>How much one kind of thing explains by itself.</summary>
/// <param name="Part">The kind.</param>
/// <param name="Share">Null where posts do not differ in it.</param>
public sealed record PartShare(string Part, Share? Share);

/// <summary>What goes with more or fewer likes. It need not be why.</summary>
/// <param name="What">The thing.</param>
/// <param name="Times">By how much the likes are multiplied, all else the same.</param>
public sealed record Effect(string What, double Times);

/// <summary>What a post would get.</summary>
/// <param name="Likes">As many likes as every second post like it reaches.</param>
/// <param name="Low">Nine of ten posts get from so many</param>
/// <param name="High">to so many: so it was for posts that the fit had not seen.</param>
public sealed record Prediction(double Likes, double Low, double High);
