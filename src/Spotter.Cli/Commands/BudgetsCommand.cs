using System.CommandLine;
using System.Globalization;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Cli.Output;
using Spotter.Cli.Rows;
using Spotter.Sources;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter budgets</c></summary>
internal static class BudgetsCommand
{
    public static Command Create(Terminal terminal) => new(
        "budgets", "See which call budgets are paused, until when and why, and lift a pause.")
    {
        CreateList(terminal),
        CreateClear(terminal),
    };

    private static Command CreateList(Terminal terminal)
    {
        var json = CommandOptions.Json();
        var command = new Command("list", """
            List the call budgets: how many calls each allows, who waits for it, and until when it is paused and why.

            Examples:
              spotter budgets list
              spotter budgets list --json
            """) { json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var rows = await RowsAsync(host, cancellationToken);
            if (result.GetValue(json))
                terminal.Json(rows, CliJson.Default.IReadOnlyListBudgetRow);
            else
                Print(terminal, rows);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command CreateClear(Terminal terminal)
    {
        var name = new Argument<string>("NAME") { Description = "A budget, as spotter budgets list names it" };
        var json = CommandOptions.Json();
        var command = new Command("clear", """
            Lift the pause of a call budget.
            Its windows still hold. The source asked for the pause: a wall that is tried again too early grows higher.
            A scan that waits for it goes on within a minute.

            Example:
              spotter budgets clear instagram-web
            """) { name, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var before = await FindAsync(host, result.GetValue(name)!, cancellationToken);
            await host.Get<CallBudget>().ClearAsync(before.Name, cancellationToken);
            if (result.GetValue(json))
                terminal.Json([await FindAsync(host, before.Name, cancellationToken)], CliJson.Default.IReadOnlyListBudgetRow);
            else
                terminal.Line(
                    $"{before.Name}: {(before.PausedUntil is { } until ? $"no longer paused until {Show(until)}" : "was not paused")}");
            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<BudgetRow> FindAsync(CommandHost host, string name, CancellationToken cancellationToken)
    {
        var rows = await RowsAsync(host, cancellationToken);
        return rows.FirstOrDefault(row => row.Name == name)
            ?? throw new UsageException($"There is no call budget '{name}'. There are: {string.Join(", ", rows.Select(row => row.Name))}.");
    }

    private static async Task<IReadOnlyList<BudgetRow>> RowsAsync(CommandHost host, CancellationToken cancellationToken)
    {
        var uses = UsesOf(host)
            .Where(use => use.Plan.Name.Length > 0)
            .DistinctBy(use => use.Plan.Name)
            .ToDictionary(use => use.Plan.Name, StringComparer.Ordinal);
        var records = await host.Get<CallBudget>().ListAsync(cancellationToken)
            .ToDictionaryAsync(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal, cancellationToken);
        var now = host.Get<TimeProvider>().GetUtcNow();
        return
        [
            .. uses.Keys.Union(records.Keys).Order(StringComparer.Ordinal)
                .Select(name => BudgetRow.Of(name, records.GetValueOrDefault(name), uses.TryGetValue(name, out var use) ? use : null, now)),
        ];
    }

    private static IEnumerable<(string User, CallBudgetPlan Plan)> UsesOf(CommandHost host)
    {
        var sources = host.Get<PostSources>();
        foreach (var name in sources.Names)
            foreach (var plan in host.Get<RoutedCalls>().ListPlans(sources.Get(name).Budget))
                yield return ($"source {name}", plan);
        foreach (var channel in host.Get<AlertChannels>().All)
            yield return ($"channel {channel.Name}", channel.Budget);
    }

    private static void Print(Terminal terminal, IReadOnlyList<BudgetRow> rows)
    {
        foreach (var row in rows)
        {
            terminal.Line($"{row.Name} ({row.UsedBy ?? "no setting uses it"})");
            terminal.Line($"  windows: {(row.Windows.Length == 0 ? "none" : row.Windows)}");
            if (row.Waiting > 0)
                terminal.Line($"  {row.Waiting} {(row.Waiting == 1 ? "caller waits for its turn" : "callers wait for their turns")}");
            terminal.Line(
                row.PausedUntil is { } until ? $"  paused until {Show(until)}: {row.Reason ?? "why was not kept"}" : "  not paused");
        }
    }

    private static string Show(DateTimeOffset time) => time.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
