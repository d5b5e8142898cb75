namespace Spotter.Models.Uploading;

/// <summary>An upload has more bytes than <see cref="ModelOptions.MaxUploadBytes"/> lets pass.</summary>
public sealed class ModelTooLargeException(ModelOptions options)
    : ModelException($"It has more than {options.MaxUploadBytes} bytes, which is what Models:MaxUploadBytes lets pass.");
