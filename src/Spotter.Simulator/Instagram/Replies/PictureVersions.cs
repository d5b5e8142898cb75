namespace Spotter.Simulator.Instagram.Replies;

internal sealed record PictureVersions(PictureVersions.Candidate[] Candidates)
{
    internal sealed record Candidate(int Width, int Height, string Url);
}
