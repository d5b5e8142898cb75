namespace Spotter.Simulator.Instagram.Replies;

internal sealed record EdgeList<T>(Edge<T>[] Edges)
{
    public static EdgeList<T> Of(IEnumerable<T> nodes) => new([.. nodes.Select(node => new Edge<T>(node))]);
}
