using System.Runtime.CompilerServices;
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
    public async Task<PictureLabel?> FindAsync(PictureId picture, CancellationToken cancellationToken) =>
        (await store.FindAsync(new StateKey(Partition, picture.Hex), PictureLabelJson.Default.PictureLabel, cancellationToken))?.Value;

    /// <summary>Lists all labels, in the order of the pictures' ids.</summary>
    public async IAsyncEnumerable<PictureLabel> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var label in store.ListByPrefixAsync(Partition, "", PictureLabelJson.Default.PictureLabel, cancellationToken))
            yield return label.Value;
    }

    /// <summary>Labels a picture; what was said before is replaced.</summary>
    public Task SetAsync(PictureLabel label, CancellationToken cancellationToken) =>
        store.TryChangeAsync(
            Partition, [StateChange.Put(label.Picture.Hex, label, PictureLabelJson.Default.PictureLabel)], cancellationToken);

    /// <summary>Takes a picture's label back: the model's word counts again.</summary>
    public Task RemoveAsync(PictureId picture, CancellationToken cancellationToken) =>
        store.TryChangeAsync(Partition, [StateChange.Delete(picture.Hex)], cancellationToken);
}
