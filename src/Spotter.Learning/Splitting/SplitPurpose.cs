namespace Spotter.Learning.Splitting;

/// <summary>What pictures are divided for; one division must not follow another.</summary>
internal enum SplitPurpose
{
    /// <summary>Training, validation and test.</summary>
    Sides,

    /// <summary>The folds of a cross-validation.</summary>
    Folds,

    /// <summary>The validation within the training pictures of one fold.</summary>
    Inner,

    /// <summary>The first of the samples that a learning curve is drawn from; those after it follow.</summary>
    Sample,
}
