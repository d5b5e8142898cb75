using System.ComponentModel.DataAnnotations;

namespace Spotter.Models.Inference;

/// <summary>How models are run. Settings section <c>Inference</c>.</summary>
public sealed class InferenceOptions
{
    /// <summary>
    /// How many threads one run of a model uses. Default 1: pictures are classified side by side, which keeps every core busy without
    /// threads that wait for each other.
    /// </summary>
    [Range(1, 256)]
    public int Threads { get; set; } = 1;
}
