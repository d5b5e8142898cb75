using Spotter.Simulator.Clarifai.Replies;

namespace Spotter.Simulator.Clarifai;

/// <summary>The status codes that are played, with their HTTP statuses and descriptions.</summary>
internal sealed record ClarifaiError(int Http, int Code, string Description, string? Details = null)
{
    public ReplyStatus Status => new(Code, Description, Details);

    public static ClarifaiError NoKey { get; } = new(401, 11009, "API key not found", "invalid key(None)");

    public static ClarifaiError WrongKey { get; } = new(401, 11008, "Invalid API key or Invalid API key/application pair");

    public static ClarifaiError NoSuchModel { get; } = new(404, 21200, "Model does not exist");

    public static ClarifaiError NoSuchConcept { get; } = new(400, 21202, "Model invalid argument");

    public static ClarifaiError BadFormat { get; } = new(400, 11100, "Bad request format");

    public static ClarifaiError BadRequest { get; } = new(400, 11102, "Invalid request");

    public static ClarifaiError Throttled(int callsPerSecond) =>
        new(429, 11005, "Making too many requests", $"exceeded limit of {callsPerSecond} requests per second");
}
