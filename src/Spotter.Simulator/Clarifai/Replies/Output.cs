namespace Spotter.Simulator.Clarifai.Replies;

/// <summary>What is said of one picture; nothing but a status where it could not be read.</summary>
internal sealed record Output(
    string? Id,
    ReplyStatus Status,
    DateTimeOffset? CreatedAt = null,
    Output.AskedModel? Model = null,
    OutputData? Data = null)
{
    internal sealed record AskedModel(string Id, string AppId, ModelVersion ModelVersion);

    internal sealed record ModelVersion(string Id);
}
