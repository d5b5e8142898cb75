using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Models.Uploading;

namespace Spotter.Azure.Models;

/// <summary>
/// Keeps models as blobs. Instances look at the index when they use a model, once a minute at the most, and bring the versions that
/// count into <see cref="ModelOptions.Folder"/>; the others come when somebody looks at them. The models that came with the program lie
/// elsewhere.
/// </summary>
/// <param name="container">The container of models.</param>
/// <param name="engine">Tries a version before it is used here.</param>
/// <param name="options">Says where models are on this instance.</param>
/// <param name="time">Says when to look again.</param>
public sealed class BlobModelStore(
    BlobContainerClient container, IInferenceEngine engine, IOptions<ModelOptions> options, TimeProvider time) : IModelStore, IDisposable
{
    private const int MaxTries = 20;

    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);

    // So long a picture waits for a version that is being brought; then it is judged by the one before.
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    private readonly ModelBlobs _blobs = new(container, time);
    private readonly ModelMirror _mirror = new(new ModelBlobs(container, time), engine, options.Value, time);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _end = new();
    private int _isLooking;
    private volatile IReadOnlyList<ModelProblem> _problems = [];
    private volatile ModelProblem? _outage;
    private ReadIndex? _applied;
    private bool _isOwed;
    private bool _hasAll;
    private long _lookedAt = long.MinValue;

    /// <inheritdoc/>
    public IReadOnlyList<ModelProblem> Problems => _outage is { } outage ? [outage, .. _problems] : _problems;

    private bool IsFresh => Interlocked.Read(ref _lookedAt) is > long.MinValue and var at && time.GetElapsedTime(at) < LookEvery;

    /// <inheritdoc/>
    public async Task RefreshAsync(bool atOnce, CancellationToken cancellationToken)
    {
        if (!atOnce && IsFresh)
            return;

        if (atOnce || _applied is null || !Directory.Exists(options.Value.Folder))
            await LookInTurnAsync(atOnce, cancellationToken);
        else if (Interlocked.Exchange(ref _isLooking, 1) == 0)
            await LookBesideAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<string> AddAsync(string model, string folder, CancellationToken cancellationToken)
    {
        var file = $"{Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))}.packed";
        (string Sha256, long Bytes) archive;
        try
        {
            await ModelArchive.PackAsync(folder, model, file, options.Value.MaxBytes, cancellationToken);
            archive = await _blobs.SaveAsync(file, cancellationToken);
        }
        finally
        {
            File.Delete(file);
        }

        var name = "";
        var index = await ChangeAsync(model, kept =>
        {
            // The answer to a change that was made can be lost.
            if (kept?.Versions.Any(one => one.Name == name && one.Sha256 == archive.Sha256) == true)
                return kept;

            name = ModelVersions.Next(version => kept?.IsTaken(version) == true, time.GetUtcNow());
            return (kept ?? new KeptModel(options.Value.ComesWithProgram(model) ? ModelVersions.First : name, null, [])).Add(
                new KeptVersion(name, archive.Sha256, archive.Bytes));
        }, cancellationToken);
        await RefreshAsync(atOnce: true, cancellationToken);
        await SweepAsync(index, cancellationToken);
        return name;
    }

    /// <inheritdoc/>
    public async Task UseAsync(string model, string version, CancellationToken cancellationToken)
    {
        await RefreshAsync(atOnce: true, cancellationToken);
        await RequireUsableAsync(model, version, cancellationToken);
        await ChangeAsync(model, kept => Require(kept, model, version), cancellationToken);
        await RefreshAsync(atOnce: true, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        // What is being brought ends with that, and lets go of the turn.
        _turn.Wait(LongestWait);
        _turn.Dispose();
        _end.Dispose();
    }

    // Those that come meanwhile do not wait at all.
    private async Task LookBesideAsync(CancellationToken cancellationToken)
    {
        var look = Task.Run(async () =>
        {
            try
            {
                await LookInTurnAsync(atOnce: false, _end.Token);
            }
            finally
            {
                Interlocked.Exchange(ref _isLooking, 0);
            }
        }, CancellationToken.None);
        try
        {
            await look.WaitAsync(LongestWait, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // It goes on beside.
        }
    }

    private async Task LookInTurnAsync(bool atOnce, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (atOnce || !IsFresh)
                await LookAsync(all: atOnce, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task SweepAsync(ModelIndex index, CancellationToken cancellationToken)
    {
        try
        {
            await _blobs.SweepAsync(index, cancellationToken);
        }
        catch (ModelStoreException)
        {
            // It only takes space: the next upload sweeps it away.
        }
    }

    private KeptModel Require(KeptModel? kept, string model, string version)
    {
        if (version == ModelVersions.First && options.Value.ComesWithProgram(model))
            return (kept ?? new KeptModel(version, null, [])).Use(version);

        return kept?.Versions.Any(one => one.Name == version) == true
            ? kept.Use(version)
            : throw new ModelException($"{model} has no version '{version}'.");
    }

    // What cannot be loaded here cannot be loaded on another instance.
    private async Task RequireUsableAsync(string model, string version, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            if (_applied!.Index.Models.GetValueOrDefault(model)?.Versions.FirstOrDefault(one => one.Name == version) is { } kept)
                await _mirror.TryAsync(model, kept, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<ModelIndex> ChangeAsync(string model, Func<KeptModel?, KeptModel> change, CancellationToken cancellationToken)
    {
        for (var left = MaxTries; left > 0; left--)
        {
            var read = (await _blobs.ReadAsync(known: null, cancellationToken))!;
            var changed = read.Index.With(model, change(read.Index.Models.GetValueOrDefault(model)));
            if (await _blobs.TryWriteAsync(changed, read.Tag, cancellationToken))
                return changed;
        }

        throw new ModelStoreException("The models are being changed by somebody else, again and again. Nothing was changed; try again.");
    }

    private async Task LookAsync(bool all, CancellationToken cancellationToken)
    {
        try
        {
            if (await _blobs.ReadAsync(_applied?.Tag, cancellationToken) is { } read)
            {
                (_applied, _isOwed, _hasAll) = (read, true, false);
                _mirror.Forget();
            }

            // The folder may be deleted at any time.
            if (_isOwed || (all && !_hasAll) || !Directory.Exists(options.Value.Folder))
            {
                (_problems, _isOwed) = await _mirror.ApplyAsync(_applied!.Index, all || _hasAll, cancellationToken);
                _hasAll |= all;
            }

            _outage = null;
        }
        catch (ModelStoreException error) when (_applied is not null)
        {
            // What is here goes on.
            _outage = new ModelProblem(null, error.Message);
        }

        Interlocked.Exchange(ref _lookedAt, time.GetTimestamp());
    }
}
