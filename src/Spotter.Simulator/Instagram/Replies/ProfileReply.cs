namespace Spotter.Simulator.Instagram.Replies;

/// <summary>A user with posts by edges; a later page says nothing but the posts.</summary>
internal sealed record ProfileReply(ProfileReply.Body Data, string Status = "ok")
{
    internal sealed record Body(Profile User);
}
