namespace Spotter.Models.Inference;

/// <summary>How a model will be run.</summary>
public enum SessionUse
{
    /// <summary>On inputs of one shape, by many at a time: <see cref="InferenceOptions.Threads"/> holds for each run.</summary>
    Usual,

    /// <summary>
    /// By one caller at a time, each time on another shape: a run uses every core, and no memory is planned ahead, of which large inputs of
    /// many shapes would take much.
    /// </summary>
    Alone,

    /// <summary>By a caller for each core, each time on another shape: a run uses one core, and no memory is planned ahead.</summary>
    SideBySide,
}
