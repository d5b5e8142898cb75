using Spotter.Insights;
using Spotter.Reporting.Explaining;
using Spotter.Reporting.Reading;

namespace Spotter.Reporting.Counting;

/// <summary>Counts posts as they are read: its size depends on how many days and labels there are, and not on how many posts.</summary>
internal sealed class Tally
{
    /// <summary>At most so many labels, days or the like: a state that was made to fill the memory does not.</summary>
    public const int MaxKinds = 20_000;

    private const int HoursOfWeek = 7 * 24;
    private const int MaxAccounts = 100;
    private const int MaxModels = 4;
    private const int MaxLabels = 10;
    private const int LeastPosts = 5;
    private const int MaxPeriods = 30;
    private const int MaxMixPeriods = 14;
    private const int MaxMixLabels = 5;
    private const int MaxExplained = 20;

    private static readonly Steps Pictures = new("pictures", 0, 1, 2, 3, 5, 8);
    private static readonly Steps ReadWords = new("words", 0, 1, 6, 16, 41, 101);
    private static readonly Steps CaptionWords = new("words", 0, 1, 6, 16, 41, 101);

    private readonly PostCounts _all = new();
    private readonly Ranking _ranking = new();
    private readonly PriorityQueue<AccountFigures, int> _accounts = new();
    private readonly PriorityQueue<Explanation, int> _explained = new();
    private readonly Kinds<(string Model, string Label)> _labels = new(MaxKinds);
    private readonly Dictionary<(string Model, string Label), Moments> _labelLogs = [];
    private readonly Dictionary<string, int> _models = new(StringComparer.Ordinal);
    private readonly HashSet<string> _captionModels = new(StringComparer.Ordinal);
    private readonly CommentTally _said = new();
    private readonly List<CommentLabel> _commentLabels = [];
    private readonly Kinds<DateOnly> _days = new(MaxKinds);
    private readonly Dictionary<(string Model, DateOnly Day), Dictionary<string, int>> _mix = [];
    private readonly Kinds<int> _hours = new(HoursOfWeek);
    private readonly Dictionary<int, Moments> _hourLogs = [];
    private readonly Kinds<int> _weekdays = new(7);
    private readonly Kinds<int> _pictures = new(MaxKinds);
    private readonly Kinds<int> _readWords = new(MaxKinds);
    private readonly Kinds<int> _captionWords = new(MaxKinds);
    private int _mixed;
    private int _accountCount;
    private int _undated;
    private int _young;
    private DateTimeOffset? _oldest;
    private DateTimeOffset? _newest;

    /// <summary>The hour of the week, from Monday, 0 h.</summary>
    public static int HourOf(DateTime local) => ((((int)local.DayOfWeek + 6) % 7) * 24) + local.Hour;

    /// <summary>Adds a post.</summary>
    public void Add(ReadPost post)
    {
        _all.Add(post);
        _pictures.Add(Pictures.IndexOf(post.Pictures), post);
        _captionWords.Add(CaptionWords.IndexOf(post.Caption.Words), post);
        if (post.Words is { } words)
            _readWords.Add(ReadWords.IndexOf(words.Words), post);
        _young += post is { Likes: not null, IsYoung: true } ? 1 : 0;
        AddLabels(post, post.Model, post.Labels);
        AddSuggestion(post);
        _said.Add(post.Record.Post.CommentTexts);
        if (post.Record.Post.IsUndated)
            _undated++;
        else
            AddTime(post);
    }

    /// <summary>Adds what was only known when all posts of an account were seen.</summary>
    public void Add(AccountTally account)
    {
        if (account.All.Posts == 0)
            return;

        _accountCount++;
        Keep(_accounts, new AccountFigures(account.Account, account.All.ToFigures()), account.All.Posts, MaxAccounts);
        _ranking.Add(account.Ranking, account.Logs.Mean);
        AddAll(account.LabelLogs, _labelLogs, account.Logs.Mean);
        AddAll(account.HourLogs, _hourLogs, account.Logs.Mean);
    }

    /// <summary>Adds how much of an account's likes is explained.</summary>
    public void Add(Explanation explanation) => Keep(_explained, explanation, explanation.Posts, MaxExplained);

    /// <summary>Adds what a model of captions says of an account's comments.</summary>
    public void Add(CommentLabel label) => _commentLabels.Add(label);

    /// <summary>How many accounts that was said of.</summary>
    public int CommentLabels => _commentLabels.Count;

    /// <summary>What it all comes to.</summary>
    public Findings Conclude(FindingsRequest request, DateTimeOffset now, IReadOnlyList<string> problems)
    {
        var models = _models
            .OrderBy(model => _captionModels.Contains(model.Key))
            .ThenByDescending(model => model.Value)
            .ThenBy(model => model.Key, StringComparer.Ordinal)
            .Take(MaxModels);
        var figures = models.Select(model => ConcludeModel(model.Key, model.Value)).ToList();
        return new Findings
        {
            MadeAt = now,
            Since = request.Since,
            Until = request.Until,
            Accounts = InOrder(_accounts, account => account.Figures.Posts, account => account.Account.ToString()),
            AccountCount = _accountCount,
            All = _all.ToFigures(),
            Undated = _undated,
            Young = _young,
            Oldest = _oldest,
            Newest = _newest,
            Models = figures,
            Periods = ConcludePeriods(),
            Hours = [.. _hours.All.OrderBy(hour => hour.Key).Select(hour => ConcludeHour(hour.Key, hour.Value))],
            Weekdays = [.. _weekdays.All.OrderBy(day => day.Key).Select(day => new NamedFigures(
                ((DayOfWeek)((day.Key + 1) % 7)).ToString(), day.Value.ToFigures()))],
            ByPictures = Conclude(_pictures, Pictures),
            ByWordsRead = Conclude(_readWords, ReadWords),
            ByCaptionWords = Conclude(_captionWords, CaptionWords),
            Mix = figures is [{ IsOfCaptions: false } first, ..] ? ConcludeMix(first) : null,
            Best = _ranking.Best,
            // Of a few posts the same ones would be both.
            Worst = [.. _ranking.Worst.Where(post => !_ranking.Best.Any(best => best.Account == post.Account && best.Key == post.Key))],
            Explained = InOrder(_explained, one => one.Posts, one => one.Account.ToString()),
            Said = _said.Conclude(_commentLabels),
            Problems = problems,
        };
    }

    private void AddSuggestion(ReadPost post)
    {
        if (post.Suggestion is not { } suggestion)
            return;

        _captionModels.Add(suggestion.Model);
        AddLabels(post, suggestion.Model, [suggestion.Label]);
    }

    private void AddLabels(ReadPost post, string model, IReadOnlyList<string> found)
    {
        if (found.Count == 0)
            return;

        if (_models.TryGetValue(model, out var posts) || _models.Count < MaxKinds)
            _models[model] = posts + 1;
        foreach (var label in found)
        {
            _labels.Add((model, label), post);
            if (!post.Record.Post.IsUndated)
                AddToMix(model, DateOnly.FromDateTime(post.Local), label);
        }
    }

    private void AddToMix(string model, DateOnly day, string label)
    {
        var labels = _mix.GetValueOrDefault((model, day));
        var posts = labels?.GetValueOrDefault(label) ?? 0;
        if (posts == 0 && _mixed++ >= 10 * MaxKinds)
            return;

        if (labels is null)
            _mix.Add((model, day), labels = new Dictionary<string, int>(StringComparer.Ordinal));
        labels[label] = posts + 1;
    }

    private void AddTime(ReadPost post)
    {
        var postedAt = post.Record.Post.PostedAt;
        (_oldest, _newest) = (postedAt > _oldest ? _oldest : postedAt, postedAt < _newest ? _newest : postedAt);
        var hour = HourOf(post.Local);
        _days.Add(DateOnly.FromDateTime(post.Local), post);
        _hours.Add(hour, post);
        _weekdays.Add(hour / 24, post);
    }

    private static void AddAll<T>(Dictionary<T, Moments> from, Dictionary<T, Moments> to, double level) where T : notnull
    {
        foreach (var (kind, moments) in from)
        {
            if (!to.TryGetValue(kind, out var sum) && to.Count < MaxKinds)
                to.Add(kind, sum = new Moments());
            sum?.Add(moments, level);
        }
    }

    private ModelFigures ConcludeModel(string model, int posts)
    {
        var counts = _labels.All.Where(label => label.Key.Model == model).ToList();
        // With many labels some differ by chance (C. E. Bonferroni).
        var confidence = 1 - (0.05 / Math.Max(1, counts.Count));
        var labels = counts
            .Select(label => ConcludeLabel(label.Key, label.Value.ToFigures(), posts, confidence))
            .OrderByDescending(label => label.Figures.Posts)
            .ThenBy(label => label.Label, StringComparer.Ordinal)
            .ToList();
        return new ModelFigures(
            model,
            posts,
            Best(labels, label => label.Figures.Likes),
            Best(labels, label => label.Figures.Comments),
            [.. labels.Take(MaxLabels)],
            labels.Count,
            _captionModels.Contains(model));
    }

    private LabelFigures ConcludeLabel(
        (string Model, string Label) label, Figures figures, int posts, double confidence) => new(
        label.Label,
        figures,
        (double)figures.Posts / posts,
        Interval.Exact(figures.Posts, posts),
        Lift.Of(_labelLogs.GetValueOrDefault(label), confidence));

    // One post that many liked must not make its label the best of all.
    private static IReadOnlyList<LabelFigures> Best(IReadOnlyList<LabelFigures> labels, Func<LabelFigures, Estimate> of) =>
    [
        .. labels.Where(label => of(label).Posts > 0)
            .OrderByDescending(label => of(label).Posts >= LeastPosts)
            .ThenByDescending(label => of(label).Mean)
            .Take(MaxLabels)
            .OrderByDescending(label => of(label).Mean),
    ];

    private IReadOnlyList<NamedFigures> ConcludePeriods()
    {
        IReadOnlyList<DateOnly> days = [.. _days.All.Keys];
        var nameOf = Periods.Choose(days, MaxPeriods);
        var counts = _days.All.ToLookup(day => nameOf(day.Key), day => day.Value);
        // A time without posts has its place on a chart, too.
        return [.. Periods.Between(days, nameOf).Select(period => new NamedFigures(period, Sum(counts[period]).ToFigures()))];
    }

    private static PostCounts Sum(IEnumerable<PostCounts> counts)
    {
        var sum = new PostCounts();
        foreach (var each in counts)
            sum.Add(each);
        return sum;
    }

    private HourFigures ConcludeHour(int hour, PostCounts counts) => new(
        (DayOfWeek)(((hour / 24) + 1) % 7),
        hour % 24,
        counts.ToFigures(),
        // As with labels.
        Lift.Of(_hourLogs.GetValueOrDefault(hour), 1 - (0.05 / Math.Max(1, _hourLogs.Count))));

    private static IReadOnlyList<NamedFigures> Conclude(Kinds<int> kinds, Steps steps) =>
        [.. kinds.All.OrderBy(kind => kind.Key).Select(kind => new NamedFigures(steps.NameOf(kind.Key), kind.Value.ToFigures()))];

    private LabelMix ConcludeMix(ModelFigures model)
    {
        IReadOnlyList<string> labels = [.. model.ByCount.Take(MaxMixLabels).Select(label => label.Label)];
        var days = _mix.Where(day => day.Key.Model == model.Model).OrderBy(day => day.Key.Day).ToList();
        var nameOf = Periods.Choose([.. days.Select(day => day.Key.Day)], MaxMixPeriods);
        return new LabelMix(model.Model, labels, [.. days.GroupBy(day => nameOf(day.Key.Day)).Select(period => MixOf(
            period.Key, labels, [.. period.Select(day => day.Value)]))]);
    }

    private static MixPeriod MixOf(string name, IReadOnlyList<string> labels, IReadOnlyList<Dictionary<string, int>> days)
    {
        var all = days.Sum(day => day.Values.Sum());
        var counts = labels.Select(label => days.Sum(day => day.GetValueOrDefault(label))).ToList();
        return new MixPeriod(name, [.. counts, all - counts.Sum()]);
    }

    private static void Keep<T>(PriorityQueue<T, int> queue, T item, int posts, int most)
    {
        queue.Enqueue(item, posts);
        if (queue.Count > most)
            queue.Dequeue();
    }

    private static IReadOnlyList<T> InOrder<T>(PriorityQueue<T, int> queue, Func<T, int> posts, Func<T, string> name) =>
        [.. queue.UnorderedItems.Select(item => item.Element).OrderByDescending(posts).ThenBy(name, StringComparer.Ordinal)];
}
