namespace Spotter.Simulator.Clarifai.Replies;

internal sealed record ReplyStatus(int Code, string Description, string? Details = null, string ReqId = "simulated");
