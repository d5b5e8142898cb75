using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Spotter.Calls;
using Spotter.Cli.Output;
using Spotter.Collecting;
using Spotter.Collecting.Layouts;
using Spotter.Models;
using Spotter.Reading;
using Spotter.Rules;
using Spotter.Scanning;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter collect</c></summary>
internal static class CollectCommand
{
    private static readonly Option<string> Accounts = new("--accounts")
    {
        Description = "The accounts, one a line: source:handle, @handle, an address, or a handle of --source; # begins a comment",
        Required = true,
        HelpName = "FILE",
    };
    private static readonly Option<string> Output = new("--out")
    {
        Description = "Gets a file of posts for each account, and their pictures",
        Required = true,
        HelpName = "DIR",
    };
    private static readonly Option<string?> Column = new("--column")
    {
        Description = "FILE is CSV, and this column names the accounts",
        HelpName = "NAME",
    };
    private static readonly Option<string> Source = new("--source")
    {
        Description = "Where a handle alone is",
        DefaultValueFactory = _ => "instagram",
        HelpName = "SOURCE",
    };
    private static readonly Option<string[]> Limit = new("--limit")
    {
        Description = "Make at most so many calls in so many seconds; may be given several times [default: the source's CallBudget]",
        HelpName = "CALLS,SECONDS",
    };
    private static readonly Option<int?> PostsPerAccount = new("--posts-per-account")
    {
        Description = "Take at most so many posts of each",
        HelpName = "N",
    };
    private static readonly Option<int?> MaxPages = new("--max-pages")
    {
        Description = "Read at most so many pages of each in this run",
        HelpName = "N",
    };
    private static readonly Option<string?> Since = new("--since")
    {
        Description = "No older posts: 2026-01-31, 30d or 12h",
        HelpName = "WHEN",
    };
    private static readonly Option<string?> Until = new("--until")
    {
        Description = "Only older posts",
        HelpName = "WHEN",
    };
    private static readonly Option<string?> Only = new("--only")
    {
        Description = "Only posts of one kind: pictures or videos",
        HelpName = "KIND",
    };
    private static readonly Option<double?> BackoffMultiplier = new("--backoff-mult")
    {
        Description = "The first wait after a failed call, in seconds [default: 30]",
        HelpName = "SECONDS",
    };
    private static readonly Option<double?> BackoffExponent = new("--backoff-exp")
    {
        Description = "Each further wait is so many times the one before [default: 2]",
        HelpName = "N",
    };
    private static readonly Option<string?> LabelWith = new("--label-with")
    {
        Description = "Classify the pictures with this model",
        HelpName = "MODEL",
    };
    private static readonly Option<bool> Read = new("--read") { Description = "Read the words in the pictures" };
    private static readonly Option<string?> Where = new("--where")
    {
        Description = "Write only posts of which this holds; all are kept in the state",
        HelpName = "CONDITION",
    };
    private static readonly Option<string> Pattern = new("--pattern")
    {
        Description = $"How the files of pictures are called, by {FilePattern.Known}",
        DefaultValueFactory = _ => FilePattern.Usual,
        HelpName = "PATTERN",
    };
    private static readonly Option<string?> Sidecar = new("--sidecar")
    {
        Description = "Write beside each post's first picture, too: json (the post), txt (its caption), or json,txt",
        HelpName = "KINDS",
    };
    private static readonly Option<string?> Layout = new("--layout")
    {
        Description = "Call the files as instaloader or gallery-dl does, with the JSON that it writes beside them",
        HelpName = "PROGRAM",
    };
    private static readonly Option<bool> KeepRaw = new("--keep-raw")
    {
        Description = "Keep what the source says of each post as it comes, without tokens, and write it into the line of the post",
    };
    private static readonly Option<bool> Videos = new("--videos")
    {
        Description = "Keep the files of videos, too; without it, of a video the cover alone",
    };
    private static readonly Option<bool> RetryFailed = new("--retry-failed") { Description = "Bring back what was given up" };
    private static readonly Option<int?> AbortAfter = new("--abort-after")
    {
        Description = "Begin no further account when so many in a row have failed",
        HelpName = "N",
    };
    private static readonly Option<string?> Proxy = new("--proxy")
    {
        Description = "All calls go through it: http://, https:// or socks5://, or a file of such, one a line",
        HelpName = "ADDRESS",
    };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what it would take, and do nothing" };
    private static readonly Option<string?> Report = new("--report")
    {
        Description = "Write what became of every account: FILE.html or FILE.json",
        HelpName = "FILE",
    };

    public static Command Create(Terminal terminal)
    {
        var json = CommandOptions.Json();
        foreach (var number in new[] { PostsPerAccount, MaxPages, AbortAfter })
            number.Validators.Add(CommandOptions.RequirePositive);
        var command = new Command("collect", """
            Collect whole accounts: their posts as JSON Lines, one file for each account, and their pictures.
            Run again at any moment, the same command goes on where it stopped; what is done is not fetched twice.
            The accounts need not be watched. What is collected stands in the state, too, as what is watched does.

            Examples:
              spotter collect --accounts shops.txt --out shops
              spotter collect --accounts shops.txt --out shops --limit 1,30 --limit 60,3600 --posts-per-account 100
              spotter collect --accounts people.csv --column username --out people --since 2026-01-01 --dry-run
              spotter collect --accounts shops.txt --out shops --label-with specials-board --where 'specials-board and likes > 100'
              spotter collect --accounts shops.txt --out shops --only videos --videos --report report.html

            Exit code 1 where an account is not whole: it failed, waits, or lost a picture or a video. Each is told with its reason.
            """)
        {
            Accounts, Output, Column, Source, Limit, PostsPerAccount, MaxPages, Since, Until, Only, Videos, BackoffMultiplier,
            BackoffExponent, LabelWith, Read, Where, Pattern, Layout, Sidecar, KeepRaw, RetryFailed, AbortAfter, Proxy, DryRun, Report,
            json,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var host = CommandHost.Open(result, terminal, result.GetValue(json), SettingsOf(result));
            var request = await ReadAsync(result, host, cancellationToken);
            var collector = new Collector(host, terminal, request);
            if (result.GetValue(DryRun))
                return await collector.EstimateAsync(result.GetValue(json), cancellationToken);

            return await collector.RunAsync(result.GetValue(json), result.GetValue(Report), cancellationToken);
        });
        return command;
    }

    // The sources share no budget; whoever limits calls means those of whatever is asked.
    private static Dictionary<string, string?> SettingsOf(ParseResult result)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (result.GetValue(Limit) is { Length: > 0 } limits && RequireWindows(limits))
            foreach (var source in new[] { "Instagram", "InstagramWeb", "Feed", "Web" })
                settings[$"Sources:{source}:CallBudget"] = string.Join(' ', limits);
        if (result.GetValue(BackoffMultiplier) is { } multiplier)
            settings["Scanning:BackoffMultiplier"] = multiplier.ToString(CultureInfo.InvariantCulture);
        if (result.GetValue(BackoffExponent) is { } exponent)
            settings["Scanning:BackoffExponent"] = exponent.ToString(CultureInfo.InvariantCulture);
        if (result.GetValue(Proxy) is { } proxy)
            settings["Http:Proxy"] = ProxyList.Read(proxy);
        return settings;
    }

    private static bool RequireWindows(string[] limits)
    {
        try
        {
            return CallWindow.ParseMany(string.Join(' ', limits)).Count > 0;
        }
        catch (FormatException error)
        {
            throw new UsageException($"--limit: {error.Message}", error);
        }
    }

    private static async Task<CollectRequest> ReadAsync(ParseResult result, CommandHost host, CancellationToken cancellationToken)
    {
        var model = result.GetValue(LabelWith) is { } name
            ? await host.Get<IPictureClassifier>().DescribeAsync(name, cancellationToken)
            : null;
        if (result.GetValue(Read) && host.Get<IReaderStatus>().FindProblem() is { } problem)
            throw new UsageException($"--read: {problem}");

        if (result.GetValue(Report) is { } report)
            CollectionReport.RequireUsable(report);

        var (from, to) = CommandOptions.ReadSpan(
            result.GetValue(Since), result.GetValue(Until), host.Get<TimeProvider>().GetUtcNow());
        var bounds = new CollectionBounds(
            from,
            to,
            ReadKind(result.GetValue(Only)),
            model?.Name,
            result.GetValue(Read),
            result.GetValue(KeepRaw),
            result.GetValue(Videos));
        var folder = Path.GetFullPath(result.GetValue(Output)!);
        var plan = new CollectionPlan(
            NameOf(folder), bounds, result.GetValue(PostsPerAccount), result.GetValue(MaxPages), result.GetValue(RetryFailed));
        return new CollectRequest(
            plan,
            result.GetValue(Accounts)!,
            result.GetValue(Column),
            result.GetValue(Source)!,
            result.GetValue(AbortAfter),
            new FilesRequest
            {
                Folder = folder,
                Layout = ReadLayout(result),
                Bounds = bounds,
                Where = result.GetValue(Where) is { } condition ? ReadCondition(condition, model) : null,
                Model = model,
            });
    }

    private static RuleCondition ReadCondition(string text, ModelDescription? model) =>
        RuleCondition.Parse(text, model is null ? null : new RuleNames(model.Name, [.. model.Labels]));

    private static IFileLayout ReadLayout(ParseResult result)
    {
        var layout = result.GetValue(Layout);
        if (layout is not null && (result.GetResult(Pattern) is { Implicit: false } || result.GetValue(Sidecar) is not null))
            throw new UsageException("--layout says how files are called and what is beside them: leave --pattern and --sidecar out.");

        return layout switch
        {
            null => new PatternLayout(FilePattern.Parse(result.GetValue(Pattern)!), ReadSidecars(result.GetValue(Sidecar))),
            "instaloader" => new InstaloaderLayout(),
            "gallery-dl" => new GalleryLayout(),
            _ => throw new UsageException($"--layout is '{layout}'; write instaloader or gallery-dl."),
        };
    }

    private static Sidecars ReadSidecars(string? text) => (text?.Split(',', StringSplitOptions.TrimEntries) ?? []).Aggregate(
        Sidecars.None,
        (all, kind) => all | kind switch
        {
            "json" => Sidecars.Json,
            "txt" => Sidecars.Text,
            _ => throw new UsageException($"--sidecar is '{text}'; write json, txt or json,txt."),
        });

    private static PostKind ReadKind(string? text) => text switch
    {
        null => PostKind.All,
        "pictures" => PostKind.Pictures,
        "videos" => PostKind.Videos,
        _ => throw new UsageException($"--only is '{text}'; write pictures or videos."),
    };

    // The same folder is the same collection, from wherever it is named.
    private static string NameOf(string folder) => Convert.ToHexStringLower(
        SHA256.HashData(Encoding.UTF8.GetBytes(Path.TrimEndingDirectorySeparator(folder))))[..16];
}
