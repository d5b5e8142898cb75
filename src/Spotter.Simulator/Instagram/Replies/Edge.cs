namespace Spotter.Simulator.Instagram.Replies;

internal sealed record Edge<T>(T Node);
