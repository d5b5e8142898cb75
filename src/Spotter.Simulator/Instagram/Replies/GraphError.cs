namespace Spotter.Simulator.Instagram.Replies;

/// <summary>An error of the Graph API, whose titles and sentences for people are in the language of the app's user.</summary>
internal sealed record GraphError(GraphError.Details Error)
{
    internal sealed record Details(
        string Message,
        string Type,
        int Code,
        int? ErrorSubcode,
        bool IsTransient,
        string? ErrorUserTitle,
        string? ErrorUserMsg,
        string FbtraceId);
}
