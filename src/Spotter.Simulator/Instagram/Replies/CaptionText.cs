namespace Spotter.Simulator.Instagram.Replies;

internal sealed record CaptionText(string Text);
