namespace Spotter.Learning.Captions;

/// <summary>What to measure a model of captions on.</summary>
/// <param name="ModelFolder">The model's folder.</param>
/// <param name="Input">A file or folder of captions.</param>
/// <param name="Labels">Which account has which label; null where the captions' own files say it.</param>
/// <param name="IncludeSeen">True to measure on accounts that the model was made from, too.</param>
/// <param name="CacheFolder">Where features are kept; null for nowhere.</param>
/// <param name="PageFile">Where to write a page; null for nowhere.</param>
public sealed record CaptionEvaluationRequest(
    string ModelFolder, string Input, LabelsRequest? Labels, bool IncludeSeen, string? CacheFolder, string? PageFile);
