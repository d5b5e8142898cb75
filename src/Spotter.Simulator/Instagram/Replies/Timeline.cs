using System.Text.Json.Serialization;

namespace Spotter.Simulator.Instagram.Replies;

internal sealed record Timeline(int Count, Timeline.Paging PageInfo, Edge<PostNode>[] Edges)
{
    internal sealed record Paging(bool HasNextPage, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? EndCursor);
}
