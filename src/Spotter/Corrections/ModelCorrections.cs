using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Models;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Corrections;

/// <summary>What people said that counts for a model: of pictures that it judged last, and of accounts that it watches.</summary>
public sealed class ModelCorrections(
    PictureLabels labels, WatchRepository watches, ModelCatalog models, IOptions<WatchingOptions> defaults)
{
    /// <summary>The accounts that a model watches.</summary>
    /// <param name="model">Its name.</param>
    /// <param name="tellUnreadable">Told of watches that cannot be read.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyList<AccountId>> ListWatchedAsync(
        string model, Action<string> tellUnreadable, CancellationToken cancellationToken) =>
        await watches.ListAsync(error => tellUnreadable(error.Message), cancellationToken)
            .Where(watch => (watch.Model ?? defaults.Value.Model) == model)
            .Select(watch => watch.Account)
            .ToListAsync(cancellationToken);

    /// <summary>What people said that counts for a model, the latest first.</summary>
    /// <param name="model">Its name.</param>
    /// <param name="tellUnreadable">Told of each label that cannot be read.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    public async Task<IReadOnlyList<PictureLabel>> ListAsync(
        string model, Action<RecordException> tellUnreadable, CancellationToken cancellationToken)
    {
        var watched = (await ListWatchedAsync(model, static _ => { }, cancellationToken)).ToHashSet();
        return await labels.ListAsync(tellUnreadable, cancellationToken)
            .Where(label => label.Model == model || watched.Contains(label.Account))
            .OrderByDescending(label => label.At)
            .ToListAsync(cancellationToken);
    }

    /// <summary>What a training of a model would take, and how much of that its newest version does not know.</summary>
    /// <exception cref="ModelException">There is no such model.</exception>
    public async Task<TrainingSupply> CountAsync(string model, CancellationToken cancellationToken)
    {
        var damaged = new List<RecordException>();
        var said = (await ListAsync(model, damaged.Add, cancellationToken)).Where(label => DatasetExport.CanName(label.Label)).ToList();
        var newest = models.VersionFolderOf(model, models.VersionsOf(model)[^1]);
        var seen = await SeenPictures.ReadAsync(newest, cancellationToken);
        return new TrainingSupply(
            said.CountBy(label => label.Label).OrderBy(label => label.Key, StringComparer.Ordinal).ToDictionary(),
            said.Count(label => seen.GetValueOrDefault(label.Picture.Hex) != label.Label),
            seen.Count)
        {
            Damage = DamagedLabels.Describe(damaged),
        };
    }
}
