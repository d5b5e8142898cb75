using System.Text;
using System.Text.Json;
using Spotter.Orchestration;
using Spotter.Scanning;
using Spotter.State;
using Spotter.Tests.Orchestration;

namespace Spotter.Tests.Scanning;

/// <summary>
/// Loses the answer of each activity and runs it again, as an engine does whose worker died after the activity's last change, and goes on
/// with the second answer.
/// </summary>
internal sealed class RepeatingContext(string instanceId, ScanWorld world, List<string> ran, List<string> differences)
    : RecordingContext(instanceId, world.Get<ActivityRegistry>(), world.Time)
{
    private static readonly string[] Partitions = ["watches", "scripted:dave", "budgets", "channels", "monitor"];

    protected override RecordingContext MakeInner(string id) => new RepeatingContext(id, world, ran, differences);

    protected override async Task<TOutput> RunAsync<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input)
    {
        var first = Describe(await base.RunAsync(activity, input)) + await DescribeWorldAsync();
        var answer = await base.RunAsync(activity, input);
        var second = Describe(answer) + await DescribeWorldAsync();

        ran.Add(activity.Name);
        if (first != second)
            differences.Add($"{activity.Name}:\n{first}\n---\n{second}");
        return answer;
    }

    private static string Describe(object? answer)
    {
        var known = answer is PostStep step ? step with { Counts = new ScanCounts() } : answer;
        return JsonSerializer.Serialize(known, ScanJson.Default.Options.GetTypeInfo(known!.GetType()));
    }

    private async Task<string> DescribeWorldAsync()
    {
        var lines = new StringBuilder().AppendLine().AppendLine(
            $"calls {world.Source.Calls.Count}, sends {world.Channel.Sends}, pictures {world.Get<MemoryPictures>().Saves}");
        foreach (var partition in Partitions)
            await foreach (var record in world.Get<IStateStore>().ListAsync(partition, " ", "~", CancellationToken.None))
                lines.AppendLine($"{partition} {record.Id.Key} {Encoding.UTF8.GetString(record.Value.Span)}");
        return lines.ToString();
    }
}
