using Spotter.Models;

namespace Spotter.Learning.Training;

/// <summary>What a model's folder holds.</summary>
/// <param name="Model">The ONNX file.</param>
/// <param name="Description">How it reads pictures and what its scores mean.</param>
/// <param name="Card">MODEL_CARD.md.</param>
/// <param name="Page">The report, for a person to look at.</param>
/// <param name="Pictures">Which pictures it was made from.</param>
internal sealed record ModelFolderContent(byte[] Model, ModelDescription Description, string Card, string Page, string Pictures);
