namespace Spotter.Web.Models;

/// <summary>Trains new versions of models, beside what the host does otherwise: a scan must not wait for it.</summary>
public interface IModelRenewer
{
    /// <summary>The folders of pictures that a training of a model takes beside what people labelled.</summary>
    IReadOnlyList<string> FoldersOf(string model);

    /// <summary>Makes a new version of a model from what people labelled. It is used by nobody yet.</summary>
    /// <param name="model">Its name.</param>
    /// <param name="tell">Told how far it is, from any thread.</param>
    /// <param name="cancellationToken">Ends it; no version is then there.</param>
    /// <exception cref="SpotterException">None can be made; the message says why and what to do.</exception>
    Task<RenewalOutcome> RenewAsync(string model, Action<RenewalStep> tell, CancellationToken cancellationToken);
}
