using Spotter.Simulator.Videos;

namespace Spotter.Simulator.Scenarios;

internal static class ScenarioValidator
{
    public static void Validate(Scenario scenario, string name)
    {
        if (Problem(scenario) is { } problem)
            throw ScenarioException.OfInput($"{name}, at {problem}");
    }

    private static string? Problem(Scenario scenario) => scenario switch
    {
        { Accounts: null } => "accounts: write a list of accounts.",
        { Pictures.Width: < 64 or > 4320 } => "pictures.width: must be 64 to 4320.",
        { Pictures.Quality: < 1 or > 100 } => "pictures.quality: must be 1 to 100.",
        { Pictures.Variants: < 0 } => "pictures.variants: must not be negative.",
        { Videos.Bytes: < VideoFormat.LeastBytes } => $"videos.bytes: must be {VideoFormat.LeastBytes} or more.",
        { Limit: { Calls: < 1 } or { Seconds: <= 0 } } => "limit: calls and seconds must be more than zero.",
        { Slack.MessagesPerSecond: < 0 } => "slack.messagesPerSecond: must not be negative.",
        { Slack.LeastSeconds: < 0 } => "slack.leastSeconds: must not be negative.",
        { Slack: var slack } when slack.MostSeconds < slack.LeastSeconds => "slack.mostSeconds: must not be less than slack.leastSeconds.",
        { Tagger.CallsPerSecond: < 0 } => "tagger.callsPerSecond: must not be negative.",
        _ => FaultProblem(scenario.Slack.Faults, "slack.faults")
            ?? FaultProblem(scenario.Tagger.Faults, "tagger.faults")
            ?? FaultProblem(scenario.Outages, "outages")
            ?? AccountProblems(scenario.Accounts).FirstOrDefault(),
    };

    private static IEnumerable<string> AccountProblems(IReadOnlyList<AccountScript> accounts)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < accounts.Count; i++)
        {
            if (AccountProblem(accounts[i], $"accounts[{i}]") is { } problem)
                yield return problem;
            if (!seen.Add($"{accounts[i].Source}:{accounts[i].Handle}"))
                yield return $"accounts[{i}].handle: '{accounts[i].Handle}' occurs twice.";
        }
    }

    private static string? AccountProblem(AccountScript account, string at)
    {
        if (string.IsNullOrWhiteSpace(account.Handle))
            return $"{at}.handle: must not be empty.";
        if (account.Source is not ("instagram" or "instagram-web"))
            return $"{at}.source: '{account.Source}' is not simulated. Write instagram or instagram-web.";
        if (account.Photographs is { } folder && !Directory.Exists(folder))
            return $"{at}.photographs: there is no folder {folder}.";
        if (account.Recorded.FirstOrDefault(path => !Path.Exists(path)) is { } absent)
            return $"{at}.recorded: there is no {absent}.";

        return SeriesProblem(account.Series, at) ?? PostProblem(account.Posts, at) ?? FaultProblem(account.Faults, $"{at}.faults");
    }

    private static string? SeriesProblem(IReadOnlyList<SeriesScript> series, string at)
    {
        for (var i = 0; i < series.Count; i++)
        {
            if (series[i].Every <= 0)
                return $"{at}.series[{i}].every: must be more than zero seconds.";
            if (series[i].Count < 0)
                return $"{at}.series[{i}].count: must not be negative.";
            if (series[i].Pictures.Count == 0)
                return $"{at}.series[{i}].pictures: must not be empty.";
        }

        return null;
    }

    private static string? PostProblem(IReadOnlyList<PostScript> posts, string at)
    {
        for (var i = 0; i < posts.Count; i++)
            if (posts[i].Appears < posts[i].At)
                return $"{at}.posts[{i}].appears: must not be before it is posted.";

        return null;
    }

    private static string? FaultProblem(IReadOnlyList<Fault> faults, string at)
    {
        for (var i = 0; i < faults.Count; i++)
        {
            if (
                faults[i]
                is { Every: < 1 }
                    or { Times: < 0 }
                    or { Chance: < 0 or > 1 }
                    or PageFault { FromPage: < 1 }
                    or PageFault { Seconds: < 0 }
            )
                return $"{at}[{i}]: every and fromPage are at least 1, times and seconds at least 0, chance is 0 to 1.";
            if (faults[i] is Outage outage && outage.To <= outage.From)
                return $"{at}[{i}].to: must be after from.";
        }

        return null;
    }
}
