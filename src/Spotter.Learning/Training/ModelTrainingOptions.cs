namespace Spotter.Learning.Training;

/// <summary>How one model is trained. Settings section <c>Training:Models:NAME</c>.</summary>
public sealed class ModelTrainingOptions
{
    /// <summary>
    /// The folder of pictures, with a folder for each label, that a training from corrections takes beside them where the command names
    /// none, and on the page. Default: none.
    /// </summary>
    public string? Folder { get; set; }
}
