using Spotter.Web.Markup;

namespace Spotter.Web.Feed;

/// <summary>A video as the page of its post shows it.</summary>
/// <param name="Html">A player, why there is none, or nothing.</param>
/// <param name="IsPlayer">True for a player, which shows its cover.</param>
internal sealed record ShownVideo(Html Html, bool IsPlayer = false);
