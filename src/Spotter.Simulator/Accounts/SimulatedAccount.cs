using System.Globalization;
using Spotter.Simulator.Drawing;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Accounts;

/// <summary>An account and the posts it has made so far.</summary>
internal sealed class SimulatedAccount
{
    private readonly Lock _lock = new();
    private readonly int _seed;
    private readonly DateTimeOffset _start;
    private readonly List<SimulatedPost> _posts = [];
    private readonly int[] _seriesDone;
    private readonly Action<SimulatedPost> _added;
    private int _calls;

    public SimulatedAccount(AccountScript script, int seed, DateTimeOffset start, Action<SimulatedPost> added)
    {
        Script = script;
        Faults = new FaultSchedule<PageFault>(script.Faults, seed);
        _seed = seed;
        _start = start;
        _added = added;
        _seriesDone = script.Series.Count == 0 ? [] : new int[script.Series.Count];
        Id = 1_000_000_000 + (long)(StableHash.Of(script.Handle, 0) % 8_000_000_000);
        foreach (var post in script.Posts)
            Add(post);
        AddPhotographs();
    }

    public AccountScript Script { get; }

    public FaultSchedule<PageFault> Faults { get; }

    public long Id { get; }

    public string Handle => Script.Handle;

    public int Calls => _calls;

    public int CountCall() => Interlocked.Increment(ref _calls);

    public SimulatedPost Add(PostScript post)
    {
        lock (_lock)
            return AddLocked(post);
    }

    /// <summary>The posts that can be seen: pinned ones first, then the newest first.</summary>
    public IReadOnlyList<SimulatedPost> Visible(DateTimeOffset now)
    {
        lock (_lock)
        {
            AddSeries(now);
            return
            [
                .. _posts
                    .Where(post => post.AppearsAt <= now)
                    .OrderByDescending(post => post.Pinned)
                    .ThenByDescending(post => post.PostedAt)
                    .ThenByDescending(post => post.Id),
            ];
        }
    }

    private SimulatedPost AddLocked(PostScript post)
    {
        var number = _posts.Count + 1;
        var added = new SimulatedPost
        {
            Id = NewId(number),
            PostedAt = _start.AddSeconds(post.At),
            AppearsAt = _start.AddSeconds(post.Appears ?? post.At),
            Caption = post.Caption,
            Pinned = post.Pinned,
            Video = post.Video,
            VideoFault = post.VideoFault,
            Pictures = [.. post.Pictures.Select((kind, i) => new SimulatedPicture(kind, NewSeed(number, i), post.PictureFault))],
        };
        _posts.Add(added);
        _added(added);
        return added;
    }

    private void AddSeries(DateTimeOffset now)
    {
        for (var i = 0; i < _seriesDone.Length; i++)
        {
            var series = Script.Series[i];
            for (; _seriesDone[i] < (series.Count ?? int.MaxValue); _seriesDone[i]++)
            {
                var done = _seriesDone[i];
                var at = series.First + (series.Every * done);
                if (_start.AddSeconds(at) > now)
                    break;

                AddLocked(new PostScript
                {
                    At = at,
                    Pictures = [series.Pictures[done % series.Pictures.Count]],
                    Caption = series.Captions.Count == 0 ? null : series.Captions[done % series.Captions.Count],
                });
            }
        }
    }

    private void AddPhotographs()
    {
        if (Script.Photographs is not { } folder)
            return;

        var files = Directory.GetFiles(folder).Where(file => !Path.GetFileName(file).StartsWith('.')).Order(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var number = _posts.Count + 1;
            var postedAt = _start.AddMinutes(-number);
            var post = new SimulatedPost
            {
                Id = NewId(number),
                PostedAt = postedAt,
                AppearsAt = postedAt,
                Caption = string.Create(CultureInfo.InvariantCulture, $"Photograph {number}: {Path.GetFileName(file)}"),
                Pictures = [new SimulatedPicture(PictureKind.Other, 0, File: file)],
            };
            _posts.Add(post);
            _added(post);
        }
    }

    private long NewId(int number) =>
        17_800_000_000_000_000 + (long)(StableHash.Of(Handle, ((long)_seed << 32) + number) % 200_000_000_000_000);

    private int NewSeed(int post, int picture) =>
        (int)(StableHash.Of(Handle, ((long)_seed << 40) + ((long)post << 8) + picture) & int.MaxValue);
}
