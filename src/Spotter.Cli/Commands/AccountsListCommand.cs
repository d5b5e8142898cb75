using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Captions;
using Spotter.Cli.Output;
using Spotter.Cli.Rows;
using Spotter.Models;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter accounts list</c></summary>
internal static class AccountsListCommand
{
    public static Command Create(Terminal terminal)
    {
        var json = CommandOptions.Json();
        var command = new Command("list", "List the watched accounts: when each was scanned and is scanned next, what it waits for, "
            + "and what it owes since when.") { json };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal);
            var rows = await RowsAsync(host, terminal, cancellationToken);
            var defaults = host.Get<IOptions<WatchingOptions>>().Value;
            if (result.GetValue(json))
                terminal.Json(rows, CliJson.Default.IReadOnlyListAccountRow);
            else
                terminal.List(
                    ["ACCOUNT", "LAST SCAN (LOCAL)", "NEXT SCAN (LOCAL)"], rows.Select(row => (Cells(row), Below(row, defaults))));
            return ExitCode.Success;
        });
        return command;
    }

    private static IReadOnlyList<string> Cells(AccountRow row) =>
        [row.Account.ToString(), Show(row.LastScan) ?? "none", row.Paused ? "paused" : Show(row.NextScan) ?? "none"];

    private static IReadOnlyList<string> Below(AccountRow row, WatchingOptions defaults) =>
    [
        row.Status.Describe(),
        .. row.Rules.Select(rule => rule.Describe()).DefaultIfEmpty("no rule"),
        .. row.Prediction is { } said ? [$"by its captions: {said.Describe()}"] : Array.Empty<string>(),
        $"model {row.Model ?? defaults.Model}, schedule {row.Schedule ?? defaults.Schedule} ({row.TimeZone ?? defaults.TimeZone})",
    ];

    private static string? Show(DateTimeOffset? time) => time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static async Task<IReadOnlyList<AccountRow>> RowsAsync(CommandHost host, Terminal terminal, CancellationToken cancellationToken)
    {
        var models = new Dictionary<(string?, string?), ModelDescription?>();
        var rows = new List<AccountRow>();
        foreach (var watch in await WatchedAccounts.ListAsync(host, terminal, cancellationToken))
        {
            if (!models.TryGetValue((watch.Model, watch.CaptionModel), out var model))
                models[(watch.Model, watch.CaptionModel)] = model = await FindModelAsync(host, watch, cancellationToken);
            rows.Add(await AccountRow.OfAsync(host, watch, model, cancellationToken));
        }

        return rows;
    }

    /// <summary>
    /// What a watch's model says, with the least scores of its model of captions; null where it cannot be read. What is watched is listed
    /// also where its model is gone.
    /// </summary>
    public static async Task<ModelDescription?> FindModelAsync(CommandHost host, Watch watch, CancellationToken cancellationToken)
    {
        var defaults = host.Get<IOptions<WatchingOptions>>().Value;
        try
        {
            var model = await host.Get<ModelCatalog>().ReadDescriptionAsync(watch.Model ?? defaults.Model, cancellationToken);
            return defaults.FindCaptionModel(watch) is { } name
                ? Join(model, await host.Get<CaptionModels>().DescribeAsync(name, cancellationToken))
                : model;
        }
        catch (ModelException)
        {
            return null;
        }
    }

    private static ModelDescription Join(ModelDescription pictures, CaptionModelDescription captions) => pictures with
    {
        LeastScores = captions.LeastScores.Concat(pictures.LeastScores).GroupBy(one => one.Key).ToDictionary(
            one => one.Key, one => one.Last().Value),
    };
}
