namespace Spotter.Models;

/// <summary>Says what pictures show, by the name of a model. Safe for many threads.</summary>
public interface IPictureClassifier
{
    /// <summary>Classifies one picture.</summary>
    /// <param name="modelName">The name of the model.</param>
    /// <param name="picture">The whole file.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <returns>Every label of the model with its score, the best first.</returns>
    /// <exception cref="ModelException">There is no such model, or its files do not fit together.</exception>
    /// <exception cref="Pictures.PictureFormatException">The bytes are no picture.</exception>
    /// <exception cref="ClassifyingException">A hosted model gave no answer.</exception>
    Task<IReadOnlyList<LabelScore>> ClassifyAsync(string modelName, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken);

    /// <summary>
    /// Classifies one picture whose words were read. A model that has <see cref="ModelDescription.Words"/> takes them into account, where
    /// it otherwise goes by the picture alone; any other leaves them aside.
    /// </summary>
    /// <param name="modelName">The name of the model.</param>
    /// <param name="picture">The whole file.</param>
    /// <param name="words">The figures of its words (<see cref="ModelWords"/>).</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <inheritdoc cref="ClassifyAsync(string, ReadOnlyMemory{byte}, CancellationToken)"/>
    Task<IReadOnlyList<LabelScore>> ClassifyAsync(
        string modelName, ReadOnlyMemory<byte> picture, float[] words, CancellationToken cancellationToken) =>
        ClassifyAsync(modelName, picture, cancellationToken);

    /// <summary>What is known of a model: its labels, and what it recommends.</summary>
    /// <exception cref="ModelException">There is no such model, or its files do not fit together.</exception>
    Task<ModelDescription> DescribeAsync(string modelName, CancellationToken cancellationToken);
}
