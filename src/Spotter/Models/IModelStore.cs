namespace Spotter.Models;

/// <summary>
/// Keeps the versions of models for all instances of a host. What this instance has of them lies in <see cref="ModelOptions.Folder"/>,
/// where <see cref="ModelCatalog"/> finds it; the models that came with the program are not kept here. A change is made in one step:
/// whoever dies in the middle of one leaves what was before.
/// </summary>
public interface IModelStore
{
    /// <summary>What is kept and is not used here as it should be, since the last look; empty where all is well.</summary>
    IReadOnlyList<ModelProblem> Problems { get; }

    /// <summary>
    /// Brings the versions that count into the folder of this instance, where the last look is longer ago than a minute. One that cannot
    /// be had or loaded changes nothing here: it is one of the <see cref="Problems"/>. So is a look that fails, but for the first. But for
    /// that, it ends after two seconds, and what takes longer goes on beside.
    /// </summary>
    /// <param name="atOnce">
    /// True to look also where it was done within the last minute, to bring all versions, and to wait until that is done.
    /// </param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="ModelStoreException">What is kept cannot be read, and never was.</exception>
    Task RefreshAsync(bool atOnce, CancellationToken cancellationToken);

    /// <summary>Adds a version of a model. It does not count yet, unless it is the model's first.</summary>
    /// <param name="model">The model's name, which may be that of one that came with the program.</param>
    /// <param name="folder">A folder with the version's files, on the disk of <see cref="ModelOptions.Folder"/>; it may be moved.</param>
    /// <param name="cancellationToken">Cancels the call; the version is then added whole, or not at all.</param>
    /// <returns>The version's name.</returns>
    /// <exception cref="ModelException">It cannot be added; the message says why.</exception>
    Task<string> AddAsync(string model, string folder, CancellationToken cancellationToken);

    /// <summary>Makes a version count, on every instance within a minute or so and on this one at once.</summary>
    /// <exception cref="ModelException">There is no such version, or it cannot be loaded here; the one before counts on.</exception>
    Task UseAsync(string model, string version, CancellationToken cancellationToken);
}
