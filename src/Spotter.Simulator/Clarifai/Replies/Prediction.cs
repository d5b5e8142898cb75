namespace Spotter.Simulator.Clarifai.Replies;

/// <summary>MultiOutputResponse of the protobuf definitions, as JSON.</summary>
internal sealed record Prediction(ReplyStatus Status, Output[] Outputs);
