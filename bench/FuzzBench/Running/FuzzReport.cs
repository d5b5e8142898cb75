using System.Globalization;

namespace FuzzBench.Running;

/// <summary>Says what became of a run.</summary>
public static class FuzzReport
{
    /// <summary>What went wrong, a line each; empty where nothing did.</summary>
    public static IReadOnlyList<string> ListProblems(FuzzState state) =>
    [
        .. state.Faults.Select(fault =>
            $"{fault.Kind}: {fault.What}: {fault.Count} inputs, the first {string.Join(", ", fault.Indices)}: {fault.Detail}"),
        .. state.Lanes.Where(lane => lane.Value.Grows).Select(lane => $"{lane.Key}: the working set grows: {ShowMemory(lane.Value)} MB"),
    ];

    internal static IEnumerable<string> ToTable(FuzzState state)
    {
        yield return "kind      next     taken    refused  faults  over 10 s  workers  MB, first and last half  seconds";
        foreach (var (kind, lane) in state.Lanes.OrderBy(lane => lane.Key))
            yield return ToRow(kind, lane, state.Faults.Where(fault => fault.Kind == kind).Sum(fault => fault.Count));
    }

    private static string ToRow(InputKind kind, LaneState lane, long faults) => string.Create(
        CultureInfo.InvariantCulture,
        $"{kind,-8}  {lane.Next,-7}  {lane.Taken,-7}  {lane.Refused,-7}  {faults,-6}  {lane.Slow.Count,-9}  {lane.Workers,-7}  "
        + $"{ShowMemory(lane),-24}  {lane.Time.TotalSeconds:0}");

    private static string ShowMemory(LaneState lane) => $"{lane.Medians.First >> 20}, {lane.Medians.Last >> 20}";
}
