namespace Spotter.Models.Adding;

/// <summary>Tries models where one that ends its process hurts nobody: an inference library may abort on a malformed file.</summary>
public interface IModelTrial
{
    /// <summary>Loads and runs a model as those do who use it.</summary>
    /// <param name="path">A model's folder, or an ONNX file that nothing describes yet.</param>
    /// <param name="cancellationToken">Ends the trial, with an exception.</param>
    /// <exception cref="ModelException">
    /// It ended the process that it was tried in, or did not come to an end there. What else may be wrong with it is for those to tell who
    /// use it.
    /// </exception>
    Task TryAsync(string path, CancellationToken cancellationToken);
}
