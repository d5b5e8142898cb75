namespace Spotter.Simulator.Instagram.Replies;

internal sealed record Total(int Count);
