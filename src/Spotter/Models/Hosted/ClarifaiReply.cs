namespace Spotter.Models.Hosted;

/// <summary>
/// What a prediction answers: MultiOutputResponse of the protobuf definitions, as JSON (https://github.com/Clarifai/clarifai-python-grpc).
/// </summary>
internal sealed record ClarifaiReply(ClarifaiReply.ReplyStatus? Status, ClarifaiReply.Output[]? Outputs)
{
    internal sealed record ReplyStatus(int? Code);

    internal sealed record Output(ReplyStatus? Status, Data? Data);

    internal sealed record Data(Concept[]? Concepts, Region[]? Regions);

    internal sealed record Concept(string? Id, string? Name, float? Value);

    internal sealed record Region(RegionInfo? RegionInfo, Data? Data);

    internal sealed record RegionInfo(BoundingBox? BoundingBox);

    // A value of 0 may be left out.
    internal sealed record BoundingBox(float? TopRow, float? LeftCol, float? BottomRow, float? RightCol);
}
