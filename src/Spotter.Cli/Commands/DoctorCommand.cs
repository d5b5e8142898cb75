using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Captions;
using Spotter.Cli.Output;
using Spotter.Local.Pictures;
using Spotter.Local.State;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Models.Hosted;
using Spotter.Models.Inference;
using Spotter.Reading;
using Spotter.Reading.Installed;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.State;
using Spotter.Vision.Decoding;
using Spotter.Watching;
using Spotter.Web.Checks;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter doctor</c></summary>
internal static class DoctorCommand
{
    private const long MinFreeBytes = 1L << 30;

    public static Command Create(Terminal terminal)
    {
        var json = CommandOptions.Json();
        var send = new Option<bool>("--send") { Description = "Send a test message to each channel" };
        var command = new Command("doctor", """
            Check settings, native libraries, the model, the state, the disk, the channels, the sources and the accounts, and say what to do.

            Slack is asked whether the token and the channel are good; a webhook is tried without a message.
            Exit code 1 where a check failed.

            Examples:
              spotter doctor
              spotter doctor --send
            """) { send, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var checks = await CheckAllAsync(result, terminal, result.GetValue(send), cancellationToken);
            if (result.GetValue(json))
                terminal.Json(checks, CliJson.Default.IReadOnlyListDoctorCheck);
            else
                foreach (var check in checks)
                    terminal.Wrapped(check.Ok ? "ok    " : "FAIL  ", $"{check.What}: {check.Found}");
            return checks.All(check => check.Ok) ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static async Task<IReadOnlyList<DoctorCheck>> CheckAllAsync(
        ParseResult result, Terminal terminal, bool send, CancellationToken cancellationToken)
    {
        CommandHost host;
        try
        {
            host = CommandHost.Open(result, terminal);
        }
        catch (UsageException error)
        {
            return
            [
                new DoctorCheck("settings", false, error.Message),
                await TryAsync("picture library", () => Task.FromResult(VipsPictureDecoder.Version)),
                new DoctorCheck("all else", false, "not checked: it needs the settings"),
            ];
        }

        await using (host)
        {
            var checks = new List<DoctorCheck> { new("settings", true, "valid") };
            await foreach (var check in CheckAsync(host, send, cancellationToken))
                checks.Add(check);
            return checks;
        }
    }

    /// <summary>Checks all but the settings, which the host was opened with.</summary>
    public static async IAsyncEnumerable<DoctorCheck> CheckAsync(
        CommandHost host, bool send, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await TryAsync("picture library", () => Task.FromResult(VipsPictureDecoder.Version));
        yield return await TryAsync("inference library", () => Task.FromResult(host.Get<IInferenceEngine>().Version));
        var model = host.Get<IOptions<WatchingOptions>>().Value.Model;
        yield return await TryAsync("model", () => CheckModelAsync(host, model, cancellationToken));
        foreach (var own in (await ListWatchesAsync(host, cancellationToken)).Select(watch => watch.Model).Distinct().OfType<string>())
            if (own != model)
                yield return await TryAsync($"model {own}", () => CheckModelAsync(host, own, cancellationToken));
        foreach (var captions in await ListCaptionModelsAsync(host, cancellationToken))
            yield return await TryAsync($"captions model {captions}", () => CheckCaptionModelAsync(host, captions, cancellationToken));
        var state = await TryAsync("state", () => CheckStateAsync(host, cancellationToken));
        yield return state;
        if (await FindRulesOnWordsAsync(host, cancellationToken) is { Count: > 0 } rules)
            yield return await TryAsync("words in pictures", () => CheckReaderAsync(host, rules, cancellationToken));
        yield return await TryAsync("pictures", () => Task.FromResult(CheckDisk(host)));
        foreach (var channel in host.Get<AlertChannels>().All)
            yield return await TryAsync($"channel {channel.Name}", () => CheckChannelAsync(host, channel, cancellationToken), state.Found);
        foreach (var channel in send ? host.Get<AlertChannels>().All : [])
            yield return await TryAsync($"message to {channel.Name}", () => SendAsync(host, channel, cancellationToken), state.Found);
        foreach (var name in host.Get<PostSources>().Names)
            yield return await TryAsync($"source {name}", () => CheckSourceAsync(host, name, cancellationToken), state.Found);
        foreach (var account in (await ListWatchesAsync(host, cancellationToken)).Select(watch => watch.Account))
        {
            var check = await TryAsync(account.ToString(), () => CheckAccountAsync(host, account, cancellationToken), state.Found);
            if (!check.Ok)
                yield return check;
        }
    }

    /// <param name="said">What was said of the state: it is not said again of all that needs the state.</param>
    private static async Task<DoctorCheck> TryAsync(string what, Func<Task<string>> check, string? said = null)
    {
        try
        {
            return new DoctorCheck(what, true, await check());
        }
        catch (Exception error) when (error
            is SpotterException or DllNotFoundException or TypeInitializationException or IOException or UnauthorizedAccessException)
        {
            var found = (error is TypeInitializationException ? error.InnerException ?? error : error).Message;
            return new DoctorCheck(what, false, found == said ? "not checked: it needs the state" : found);
        }
    }

    private static async Task<string> CheckModelAsync(CommandHost host, string name, CancellationToken cancellationToken)
    {
        if (await host.Get<ModelCatalog>().FindHostedAsync(name, cancellationToken) is null)
            await host.Get<IModelTrial>().TryAsync(host.Get<ModelCatalog>().FolderOf(name), cancellationToken);
        var model = await host.Get<ModelCatalog>().DescribeAsync(name, cancellationToken);
        if (host.Get<ModelCatalog>().FindProblem(name) is { } kept)
            throw new ProblemException($"{name}: {kept}");
        if (model.Hosted is not null && host.Get<ClarifaiTagger>().FindProblem() is { } problem)
            throw new ProblemException($"{name}: {problem}");

        var fallback = model.Words is not null && host.Get<IReaderStatus>().FindProblem() is { } missing
            ? $"; by the pictures alone, though it takes their words into account. {missing}"
            : "";
        return $"{name}, {model.Labels.Count} labels, {(model.Hosted is null ? "" : "hosted by Clarifai, described ")}in "
            + $"{Path.GetFullPath(host.Get<ModelCatalog>().FolderOf(name))}{fallback}";
    }

    private static async Task<IReadOnlyList<string>> ListCaptionModelsAsync(CommandHost host, CancellationToken cancellationToken)
    {
        var options = host.Get<IOptions<WatchingOptions>>().Value;
        var watches = await ListWatchesAsync(host, cancellationToken);
        return [.. watches.Select(options.FindCaptionModel).Append(options.FindCaptionModel(null)).OfType<string>().Distinct()];
    }

    private static async Task<string> CheckCaptionModelAsync(CommandHost host, string name, CancellationToken cancellationToken)
    {
        var model = await host.Get<CaptionModels>().UseAsync(name, loaded => loaded.Description, cancellationToken);
        return $"{name}, {model.Labels.Count} labels by the captions of accounts, on {model.Encoder.Name}, in "
            + Path.GetFullPath(host.Get<ModelCatalog>().FolderOf(name));
    }

    private static bool HasState(CommandHost host) => File.Exists(host.Get<IOptions<StateOptions>>().Value.Path);

    private static async Task<string> CheckStateAsync(CommandHost host, CancellationToken cancellationToken)
    {
        // Whoever only looks leaves nothing behind.
        if (!HasState(host))
        {
            var path = Path.GetFullPath(host.Get<IOptions<StateOptions>>().Value.Path);
            RequireWritable(FindFolder(path), "State:Path");
            return $"none yet; it will be {path}";
        }

        var problems = new List<string>();
        var watches = await host.Get<WatchRepository>()
            .ListAsync(error => problems.Add(error.Message), cancellationToken)
            .CountAsync(cancellationToken);
        if (problems.Count > 0)
            throw new ProblemException(string.Join(" ", problems));

        // What can be read need not be what can be written: it may be locked, or its disk full.
        await host.Get<IStateStore>().TryChangeAsync("doctor", [StateChange.Put("written", "{}"u8.ToArray())], cancellationToken);
        await host.Get<IStateStore>().TryChangeAsync("doctor", [StateChange.Delete("written")], cancellationToken);
        return $"{Path.GetFullPath(host.Get<IOptions<StateOptions>>().Value.Path)}, {ScanLines.Count(watches, "account")} watched";
    }

    private static string CheckDisk(CommandHost host)
    {
        var folder = Path.GetFullPath(host.Get<IOptions<PictureFolderOptions>>().Value.Folder);
        var there = Directory.Exists(folder) ? folder : FindFolder(folder);
        var free = new DriveInfo(there).AvailableFreeSpace;
        if (free < MinFreeBytes)
            throw new ProblemException($"{folder} has {free >> 20} MB free. Free some space or set Pictures:Folder.");

        RequireWritable(there, "Pictures:Folder");
        return $"{folder}, {free >> 30} GB free";
    }

    // The folder in which what is not there yet will be made.
    private static string FindFolder(string path)
    {
        var folder = Path.GetDirectoryName(path);
        while (folder is not null && !Path.Exists(folder))
            folder = Path.GetDirectoryName(folder);
        return folder ?? path;
    }

    private static void RequireWritable(string folder, string setting)
    {
        try
        {
            using var probe = File.Create(Path.Combine(folder, Path.GetRandomFileName()), 1, FileOptions.DeleteOnClose);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ProblemException($"{folder} cannot be written. Give this user the right to write there, or set {setting}.");
        }
    }

    private static async Task<string> CheckChannelAsync(CommandHost host, IAlertChannel channel, CancellationToken cancellationToken)
    {
        var problem = await channel.FindProblemAsync(cancellationToken);
        if (!HasState(host) || await host.Get<ChannelStateRepository>().FindAsync(channel.Name, cancellationToken) is not { } state)
            return problem is null ? await DescribeUseAsync(host, channel, cancellationToken) : throw new ProblemException(problem);

        var since = state.StoppedAt.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
        throw new ProblemException($"stopped since {since}, its alerts are held: {problem ?? state.Reason} The next scan tries it again.");
    }

    // A rule that was made before the channel was set up tells another one.
    private static async Task<string> DescribeUseAsync(CommandHost host, IAlertChannel channel, CancellationToken cancellationToken)
    {
        var watches = await ListWatchesAsync(host, cancellationToken);
        var rules = watches.Sum(watch => watch.Rules.Count(rule => rule.Channel == channel.Name));
        return rules > 0 || channel.Name == AlertingServices.ConsoleName || !watches.Any(watch => watch.Rules.Count > 0)
            ? "well"
            : $"well, and no rule names it: spotter accounts set ACCOUNT --rule '... -> {channel.Name}'";
    }

    private static async Task<string> SendAsync(CommandHost host, IAlertChannel channel, CancellationToken cancellationToken)
    {
        var draft = AlertDraft.OfTest(channel.Name, host.Get<TimeProvider>().GetUtcNow());
        var (delivery, comeAt) = await host.Get<CallBudget>().CallAsync(
            channel.Budget, "doctor", async _ => (AlertDelivery?)await channel.SendAsync(draft, cancellationToken), cancellationToken);
        if (delivery is null)
            return string.Create(
                CultureInfo.InvariantCulture, $"not sent: its call budget has room again at {comeAt?.ToLocalTime():yyyy-MM-dd HH:mm:ss}");

        return delivery.Outcome == AlertOutcome.Delivered
            ? "sent: look whether it is there"
            : throw new ProblemException(delivery.Message ?? delivery.Outcome.ToString());
    }

    private static async Task<string> CheckReaderAsync(CommandHost host, IReadOnlyList<string> rules, CancellationToken cancellationToken)
    {
        if (await FindReaderProblemAsync(host, cancellationToken) is { } problem)
            throw new ProblemException($"asked for by {string.Join(", ", rules)}. {problem}");

        return $"read for {ScanLines.Count(rules.Count, "rule")}";
    }

    private static async Task<string?> FindReaderProblemAsync(CommandHost host, CancellationToken cancellationToken)
    {
        if (host.Get<IReaderStatus>().FindProblem() is { } problem)
            return problem;

        var name = host.Get<IOptions<ReadingOptions>>().Value.Model;
        var folder = ReaderFolder.Find(name, host.Get<IOptions<ModelOptions>>().Value)!;
        try
        {
            await (await ReaderFolder.OpenAsync(folder, cancellationToken)).CheckAsync(cancellationToken);
            return null;
        }
        catch (ModelException error)
        {
            return error.Message;
        }
    }

    private static async Task<IReadOnlyList<string>> FindRulesOnWordsAsync(CommandHost host, CancellationToken cancellationToken) =>
    [
        .. (await ListWatchesAsync(host, cancellationToken))
            .SelectMany(watch => watch.Rules)
            .Where(rule => rule.Condition.AsksForWords)
            .Select(rule => rule.ToString())
            .Distinct(),
    ];

    // Where the watches cannot be read, the check of the state says so.
    private static async Task<IReadOnlyList<Watch>> ListWatchesAsync(CommandHost host, CancellationToken cancellationToken)
    {
        if (!HasState(host))
            return [];

        try
        {
            return await host.Get<WatchRepository>().ListAsync(_ => { }, cancellationToken).ToListAsync(cancellationToken);
        }
        catch (StateException)
        {
            return [];
        }
    }

    private static async Task<string> CheckAccountAsync(CommandHost host, AccountId account, CancellationToken cancellationToken)
    {
        var progress = await host.Get<ScanRepository>().FindProgressAsync(account, cancellationToken);
        var status = AccountStatus.Of(host.Get<AccountLeases>(), progress);
        return status.IsWell ? "well" : throw new ProblemException(status.Describe());
    }

    // A source whose credential is missing matters only where one of its accounts is watched.
    private static async Task<string> CheckSourceAsync(CommandHost host, string name, CancellationToken cancellationToken)
    {
        var watch = !HasState(host) ? null : await host.Get<WatchRepository>().ListAsync(_ => { }, cancellationToken).FirstOrDefaultAsync(
            watch => watch.Account.Source == name && !watch.Paused, cancellationToken);
        if (watch is null)
            return "not used by any watch";

        var source = host.Get<PostSources>().Get(name);
        var budget = host.Get<CallBudget>();
        var calls = host.Get<RoutedCalls>();
        // A wall is an answer: whoever asks again before its time makes it higher.
        var pauses = await calls.ListPlans(source.Budget).ToAsyncEnumerable()
            .Select(async (plan, token) => await budget.FindPauseAsync(plan, token))
            .ToListAsync(cancellationToken);
        if (pauses.TrueForAll(one => one is not null) && pauses.MinBy(one => one!.Until) is { } pause)
            throw new ProblemException(
                $"not asked before {Show(pause.Until)}: {pause.Reason ?? "it wants a pause."} See: spotter budgets list");

        var call = await calls.CallAsync(
            source.Budget,
            "doctor",
            () => source.FetchPageAsync(new PageRequest(watch.Account.Handle, null, 1), cancellationToken),
            answer => answer.Failure?.IsProxys == true,
            cancellationToken);
        if (call.Answer is not { } page)
            return $"not asked: its call budget has room again at {Show(call.ComeAt)}";

        return page.Failure is { } failure
            ? throw new ProblemException($"{watch.Account}: {await PauseAsync(host, call.Plan, failure, cancellationToken)}")
            : page.Posts.Count == 0 ? $"answers for {watch.Account}, and shows none of its posts at first" : $"reads {watch.Account}";
    }

    private static async Task<string> PauseAsync(
        CommandHost host, CallBudgetPlan plan, SourceFailure failure, CancellationToken cancellationToken)
    {
        if (failure.Kind is FailureKind.Blocked or FailureKind.Throttled)
        {
            var until = host.Get<TimeProvider>().GetUtcNow() + host.Get<RetryPolicy>().DelayAfter(failure, attempt: 1);
            await host.Get<CallBudget>().DeferAsync(plan, until, failure.Message, cancellationToken);
        }

        return failure.Message;
    }

    private static string? Show(DateTimeOffset? time) => time?.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    private sealed class ProblemException(string message) : SpotterException(message);
}
