namespace Spotter.Captions;

/// <summary>Captions while files are read.</summary>
internal sealed class GatheredCaptions
{
    private const string Disagreeing = "\0";

    private readonly List<string> _order = [];
    private readonly Dictionary<string, List<string>> _captions = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _labels = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<(string Account, string Id)> _posts = [];
    private readonly List<string> _problems = [];
    private readonly HashSet<string> _unread = [];
    private int _empty;
    private int _repeated;

    public void Tell(string problem) => _problems.Add(problem);

    public void TellUnread(string file, string place, string problem)
    {
        _unread.Add(file);
        Tell($"{place}: {problem}");
    }

    public void AddLabel(string account, string label)
    {
        Meet(account);
        if (!_labels.TryAdd(account, label) && _labels[account] != label && _labels[account] != Disagreeing)
        {
            Tell($"{account}: it has the label '{_labels[account]}' in one place and '{label}' in another, so it has none.");
            _labels[account] = Disagreeing;
        }
    }

    public void Add(string account, string? id, IEnumerable<string?> captions)
    {
        Meet(account);
        if (id is not null && !_posts.Add((account, id)))
        {
            _repeated++;
            return;
        }

        foreach (var caption in captions)
            if (string.IsNullOrWhiteSpace(caption))
                _empty++;
            else
                _captions[account].Add(caption);
    }

    public CaptionInput ToInput() => new(
        [.. _order.Where(account => _captions[account].Count > 0).Select(account => new AccountCaptions(
            account, _captions[account], _labels.GetValueOrDefault(account) is var label && label != Disagreeing ? label : null))],
        [.. _order.Where(account => _captions[account].Count == 0)],
        _empty,
        _repeated,
        _problems)
    {
        UnreadFiles = _unread.Count,
    };

    private void Meet(string account)
    {
        if (_captions.TryAdd(account, []))
            _order.Add(account);
    }
}
