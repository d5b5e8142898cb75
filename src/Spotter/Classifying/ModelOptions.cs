using System.ComponentModel.DataAnnotations;

namespace Spotter.Classifying;

/// <summary>Where models are. Settings section <c>Models</c>.</summary>
public sealed class ModelOptions
{
    /// <summary>The folder that holds a folder for each model. Default <c>models</c>, below the working folder.</summary>
    [Required]
    public string Folder { get; set; } = "models";
}
