using System.Collections.Concurrent;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.State;

namespace Spotter.Corrections;

/// <summary>
/// Holds two models against each other. What a version says of a picture is kept, so that a look which takes too long goes on where it
/// stopped.
/// </summary>
public sealed class ModelMatcher(
    ModelCatalog models,
    ModelCorrections corrections,
    PostRepository posts,
    IPictureStore pictures,
    IPictureDecoder decoder,
    TimeProvider time) : IDisposable
{
    /// <summary>At most so many pictures are looked at, those that were labelled last.</summary>
    public const int MaxPictures = 500;

    private const int MaxKept = 20_000;
    private const int MaxLoaded = 2;

    // A scan wants the processors, too.
    private readonly SemaphoreSlim _turn = new(1);
    private readonly List<Side> _loaded = [];

    // Null for a picture that cannot be read.
    private readonly ConcurrentDictionary<(string Stamp, PictureId Picture), LabelScore?> _said = [];

    /// <summary>Compares them on what people labelled that counts for one of the two.</summary>
    /// <param name="a">The first.</param>
    /// <param name="b">The second.</param>
    /// <param name="most">How long it may look at pictures; what is left is told, and known the next time.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ModelException">One of them is not there or damaged, classifies nothing, or is hosted.</exception>
    public async Task<ModelMatch> MatchAsync(ModelPlace a, ModelPlace b, TimeSpan most, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var (one, other) = (await OpenAsync(a, cancellationToken), await OpenAsync(b, cancellationToken));
            var said = await ListAsync(a, b, cancellationToken);
            var common = said.Where(label => one.Knows(label.Label) && other.Knows(label.Label)).Take(MaxPictures).ToList();
            var started = time.GetTimestamp();
            var matched = new List<MatchedPicture>();
            var unreadable = 0;
            foreach (var label in common)
            {
                if (time.GetElapsedTime(started) > most && !(one.HasSaid(_said, label) && other.HasSaid(_said, label)))
                    continue;
                var first = await SayAsync(one, label, cancellationToken);
                var second = first is null ? null : await SayAsync(other, label, cancellationToken);
                if (second is null)
                    unreadable++;
                else
                    matched.Add(new MatchedPicture(label, first!, second, one.HasSeen(label), other.HasSeen(label)));
            }

            return new ModelMatch(
                a, b, matched, common.Count - matched.Count - unreadable,
                said.Count(label => !one.Knows(label.Label) || !other.Knows(label.Label)), unreadable);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var side in _loaded)
            side.Model.Dispose();
        _turn.Dispose();
    }

    private async Task<IReadOnlyList<PictureLabel>> ListAsync(ModelPlace a, ModelPlace b, CancellationToken cancellationToken)
    {
        var said = await corrections.ListAsync(a.Model, static _ => { }, cancellationToken);
        return a.Model == b.Model
            ? said
            : [.. said.Concat(await corrections.ListAsync(b.Model, static _ => { }, cancellationToken))
                .DistinctBy(label => label.Picture)
                .OrderByDescending(label => label.At)];
    }

    private async Task<Side> OpenAsync(ModelPlace place, CancellationToken cancellationToken)
    {
        var folder = models.VersionFolderOf(place.Model, place.Version);
        var file = new FileInfo(Path.Combine(folder, ModelFiles.DescriptionFile));
        var stamp = $"{file.FullName} {(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)}";
        if (_loaded.Find(side => side.Stamp == stamp) is { } known)
            return known;

        // Somebody at work may still hold what is forgotten here, so that it is left to the collector.
        if (_loaded.Count >= MaxLoaded)
            _loaded.RemoveAt(0);
        var model = await models.LoadVersionAsync(place.Model, place.Version, cancellationToken);
        var side = new Side(stamp, model, await SeenPictures.ReadAsync(folder, cancellationToken));
        _loaded.Add(side);
        return side;
    }

    private async Task<LabelScore?> SayAsync(Side side, PictureLabel label, CancellationToken cancellationToken)
    {
        var key = (side.Stamp, label.Picture);
        if (_said.TryGetValue(key, out var known))
            return known;

        if (_said.Count >= MaxKept)
            _said.Clear();
        var words = side.Model.Description.Words is null ? null : await FindWordsAsync(label, cancellationToken);
        // One that is missing may come back.
        return await pictures.ReadAsync(label.Picture, cancellationToken) is { } picture
            ? _said[key] = await Task.Run(() => Score(side.Model, picture, words), cancellationToken)
            : null;
    }

    private LabelScore? Score(LoadedModel model, StoredPicture picture, float[]? words)
    {
        try
        {
            var scores = model.Score(decoder, picture.Bytes, words);
            var best = Array.IndexOf(scores, scores.Max());
            return new LabelScore(model.Description.Labels[best], scores[best]);
        }
        catch (Exception error) when (error is PictureFormatException or InferenceException)
        {
            return null;
        }
    }

    // As they were read when the picture was judged; where they were not, a model goes by the picture alone.
    private async Task<float[]?> FindWordsAsync(PictureLabel label, CancellationToken cancellationToken)
    {
        try
        {
            var post = PostKeys.CanBe(label.PostKey) ? await posts.FindAsync(label.Account, label.PostKey, cancellationToken) : null;
            var picture = post?.Value.Pictures.FirstOrDefault(one => one.Id == label.Picture);
            return picture?.Words is { } words ? WordFigures.Of(words) : null;
        }
        catch (RecordException)
        {
            return null;
        }
    }

    private sealed record Side(string Stamp, LoadedModel Model, IReadOnlyDictionary<string, string> Seen)
    {
        public bool Knows(string label) => Model.Description.Labels.Contains(label);

        public bool HasSeen(PictureLabel label) => Seen.ContainsKey(label.Picture.Hex);

        public bool HasSaid(ConcurrentDictionary<(string Stamp, PictureId Picture), LabelScore?> said, PictureLabel label) =>
            said.ContainsKey((Stamp, label.Picture));
    }
}
