using Spotter.Pictures;
using Spotter.State;

namespace Spotter.Corrections;

/// <summary>Keeps what people say of pictures, for all hosts. A picture has one label, whatever the account and the model.</summary>
public sealed class PictureLabels(IStateStore store)
{
    private const string Partition = "labels";

    /// <summary>True where a record is a picture's label.</summary>
    public static bool Holds(StateKey id) => id.Partition == Partition;

    /// <summary>What a person says of a picture; null where nobody said anything.</summary>
    /// <exception cref="RecordException">It cannot be read.</exception>
    public async Task<PictureLabel?> FindAsync(PictureId picture, CancellationToken cancellationToken) =>
        (await store.FindAsync(new StateKey(Partition, picture.Hex), PictureLabelJson.Default.PictureLabel, cancellationToken))?.Value;

    /// <summary>
    /// The same; null, too, where it cannot be read, of which <paramref name="tellUnreadable"/> is told.
    /// </summary>
    public async Task<PictureLabel?> FindAsync(
        PictureId picture, Action<RecordException> tellUnreadable, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(picture, cancellationToken);
        }
        catch (RecordException error)
        {
            tellUnreadable(WithRemedy(error));
            return null;
        }
    }

    /// <summary>Lists all labels, in the order of the pictures' ids.</summary>
    /// <exception cref="RecordException">One cannot be read.</exception>
    public IAsyncEnumerable<PictureLabel> ListAsync(CancellationToken cancellationToken) =>
        ListAsync(static error => throw error, cancellationToken);

    /// <summary>The same without those that cannot be read: <paramref name="tellUnreadable"/> is told of each.</summary>
    public IAsyncEnumerable<PictureLabel> ListAsync(Action<RecordException> tellUnreadable, CancellationToken cancellationToken) => store
        .ListByPrefixAsync(
            Partition,
            "",
            after: null,
            PictureLabelJson.Default.PictureLabel,
            error => tellUnreadable(WithRemedy(error)),
            cancellationToken)
        .Select(label => label.Value);

    /// <summary>Labels a picture; what was said before is replaced.</summary>
    public Task SetAsync(PictureLabel label, CancellationToken cancellationToken) =>
        store.TryChangeAsync(
            Partition, [StateChange.Put(label.Picture.Hex, label, PictureLabelJson.Default.PictureLabel)], cancellationToken);

    /// <summary>Takes a picture's label back: the model's word counts again.</summary>
    public Task RemoveAsync(PictureId picture, CancellationToken cancellationToken) =>
        store.TryChangeAsync(Partition, [StateChange.Delete(picture.Hex)], cancellationToken);

    private static RecordException WithRemedy(RecordException error) => new(
        error.Id,
        $"What a person said of picture {error.Id.Key[..Math.Min(error.Id.Key.Length, 12)]} does not count. {error.Message} "
            + "Or say again what it shows.",
        error);
}
