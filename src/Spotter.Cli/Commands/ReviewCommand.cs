using System.CommandLine;
using Spotter.Cli.Output;
using Spotter.Cli.Rows;
using Spotter.Corrections;
using Spotter.Local.Pictures;
using Spotter.Pictures;
using Spotter.State;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter review</c></summary>
internal static class ReviewCommand
{
    private const int PictureWidth = 64;
    private const int PictureHeight = 40;

    private static readonly Argument<string[]> Accounts = CommandOptions.Accounts(ArgumentArity.ZeroOrMore);
    private static readonly Option<string?> Since = new("--since")
    {
        Description = "Only what was posted in so many days or hours (7d, 12h) or since a day (2026-11-01)",
        HelpName = "WHEN",
    };
    private static readonly Option<string?> Label = new("--label")
    {
        Description = "Only pictures that the model gives this label",
        HelpName = "LABEL",
    };
    private static readonly Option<double> MinScore = new("--least")
    {
        Description = "Only pictures whose best score is at least this",
        DefaultValueFactory = _ => 0,
        HelpName = "SCORE",
    };
    private static readonly Option<bool> Unsure = new("--unsure")
    {
        Description = "Begin with the pictures that the model is least sure of, not with the newest",
    };
    private static readonly Option<bool> All = new("--all") { Description = "Also show pictures that a person has labelled already" };
    private static readonly Option<int> Limit = new("--limit")
    {
        Description = "At most this many pictures",
        DefaultValueFactory = _ => 100,
        HelpName = "N",
    };
    private static readonly Option<string[]> Set = new("--set")
    {
        Description = "Label a picture and ask nothing; may be given several times",
        HelpName = "PICTURE=LABEL",
    };
    private static readonly Option<string[]> Unset = new("--unset")
    {
        Description = "Take a picture's label back: the model's word counts again",
        HelpName = "PICTURE",
    };
    private static readonly Option<string?> Take = new("--take")
    {
        Description = "Read labels from a file of JSON lines as --json writes them; - is the standard input",
        HelpName = "FILE",
    };
    private static readonly Option<bool> New = new("--new") { Description = "Allow a label that no model has, for the next training" };
    private static readonly Option<string> By = new("--by")
    {
        Description = "The name of whoever reviews",
        DefaultValueFactory = _ => Environment.UserName,
        HelpName = "NAME",
    };
    private static readonly Option<bool> Json = new("--json") { Description = "List the pictures instead, a JSON document for each line" };

    public static Command Create(Terminal terminal)
    {
        var command = new Command("review", """
            Walk through recent pictures and say what they show.
            A person's label wins over the model's from then on, and spotter dataset export writes it for the next training.
            In a terminal: a number labels, Enter says that the model is right, s skips, u undoes, q quits.

            Examples:
              spotter review
              spotter review instagram:davesfreshpasta --since 7d --unsure
              spotter review --label specials-board --least 0.9
              spotter review --json --limit 20
              spotter review --set 9f86d081=specials-board --set 60303ae2=other
              spotter review --json | my-tool | spotter review --take -
            """) { Accounts, Since, Label, MinScore, Unsure, All, Limit, Set, Unset, Take, New, By, Json };
        MinScore.Validators.Add(CommandOptions.RequireShare);
        Limit.Validators.Add(CommandOptions.RequirePositive);
        command.SetAction((result, cancellationToken) => RunAsync(result, terminal, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, Terminal terminal, CancellationToken cancellationToken)
    {
        await using var host = CommandHost.Open(result, terminal);
        var filter = await ReadFilterAsync(result, terminal, host, cancellationToken);
        var changes =
            result.GetValue(Set) is { Length: > 0 } || result.GetValue(Unset) is { Length: > 0 } || result.GetValue(Take) is not null;
        if (changes)
            return await ChangeAsync(result, terminal, host, filter, cancellationToken);

        var isWhole = true;
        var items = await host.Get<PictureReview>().FindAsync(filter, TellUnreadable, cancellationToken);
        if (result.GetValue(Json))
            foreach (var item in items)
                terminal.Json(ReviewRow.Of(item, host.Get<FolderPictureStore>().Find(item.Picture)), CliLinesJson.Default.ReviewRow);
        else
            await WalkAsync(result, terminal, host, items, cancellationToken);
        return isWhole ? ExitCode.Success : ExitCode.Failure;

        void TellUnreadable(RecordException error)
        {
            isWhole = false;
            terminal.Problem(error.Message);
        }
    }

    private static async Task<ReviewFilter> ReadFilterAsync(
        ParseResult result, Terminal terminal, CommandHost host, CancellationToken cancellationToken) => new()
        {
            Accounts = await WatchedAccounts.ChooseAsync(host, terminal, result.GetValue(Accounts)!, cancellationToken),
            Since = result.GetValue(Since) is { } since
                ? CommandOptions.ReadTime("--since", since, host.Get<TimeProvider>().GetUtcNow())
                : null,
            Label = result.GetValue(Label),
            MinScore = result.GetValue(MinScore),
            UnsureFirst = result.GetValue(Unsure),
            WithLabelled = result.GetValue(All),
            Limit = result.GetValue(Limit),
        };

    private static async Task<int> ChangeAsync(
        ParseResult result, Terminal terminal, CommandHost host, ReviewFilter filter, CancellationToken cancellationToken)
    {
        var lines = (result.GetValue(Set) ?? []).Select(LabelSetter.Parse).ToList();
        if (result.GetValue(Take) is { } file)
            lines.AddRange(await ReadLinesAsync(file, cancellationToken));

        var every = await host.Get<PictureReview>()
            .FindAsync(
                new ReviewFilter { Accounts = filter.Accounts, WithLabelled = true },
                error => terminal.Problem(error.Message),
                cancellationToken);
        var setter = new LabelSetter(
            host.Get<PictureReview>(),
            host.Get<PictureLabels>(),
            host.Get<TimeProvider>(),
            every,
            result.GetValue(By)!,
            result.GetValue(New)
        );
        foreach (var set in await setter.SetAsync(lines, cancellationToken))
            terminal.Line(
                $"{set.Picture}: {set.Label}{(set.IsCorrection ? $", and the model said {set.ModelLabel}" : ", as the model said")}");
        foreach (var item in await setter.UnsetAsync(result.GetValue(Unset) ?? [], cancellationToken))
            terminal.Line($"{item.Picture}: {item.Best.Label}, as the model says");
        return ExitCode.Success;
    }

    private static async Task<IReadOnlyList<LabelLine>> ReadLinesAsync(string file, CancellationToken cancellationToken)
    {
        if (file == "-")
            return await LabelSetter.ReadAsync(Console.In, cancellationToken);
        if (!File.Exists(file))
            throw new UsageException($"There is no file {file}. spotter review --json writes lines that --take reads.");

        using var input = File.OpenText(file);
        return await LabelSetter.ReadAsync(input, cancellationToken);
    }

    private static async Task WalkAsync(
        ParseResult result, Terminal terminal, CommandHost host, IReadOnlyList<ReviewItem> items, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            terminal.Line("There is no picture to review. --all shows those that have a label.");
            return;
        }

        if (Console.IsInputRedirected || Console.IsOutputRedirected)
            throw new UsageException(
                "A review needs a terminal to ask at. Without one, use --json, --take or --set: see spotter review --help");

        var session = new ReviewSession(
            host.Get<PictureReview>(), host.Get<PictureLabels>(), host.Get<TimeProvider>(), terminal, ReadKeyAsync,
            (item, token) => ShowAsync(terminal, host, item, token), result.GetValue(By)!, result.GetValue(New));
        var labelled = await session.RunAsync(items, cancellationToken);
        terminal.Line($"{labelled} {(labelled == 1 ? "picture" : "pictures")} labelled. For the next training: spotter dataset export DIR");
    }

    // A key cannot be waited for with a token; the thread that waits does not keep the program from ending.
    private static Task<ConsoleKeyInfo> ReadKeyAsync(CancellationToken cancellationToken) =>
        Task.Run(() => Console.ReadKey(intercept: true), cancellationToken).WaitAsync(cancellationToken);

    private static async Task ShowAsync(Terminal terminal, CommandHost host, ReviewItem item, CancellationToken cancellationToken)
    {
        var file = host.Get<FolderPictureStore>().Find(item.Picture);
        if (file is null)
        {
            terminal.Line($"The picture {item.Picture} is gone from the picture store.");
            return;
        }

        terminal.Line(file);
        if (!terminal.ShowsColours)
            return;

        try
        {
            var rgb = new byte[PictureWidth * PictureHeight * 3];
            host.Get<IPictureDecoder>().Decode(
                await File.ReadAllBytesAsync(file, cancellationToken), PictureWidth, PictureHeight, PictureFit.Pad, rgb);
            terminal.Picture(rgb, PictureWidth);
        }
        catch (PictureFormatException error)
        {
            terminal.Line($"The picture cannot be shown: {error.Message}");
        }
    }
}
