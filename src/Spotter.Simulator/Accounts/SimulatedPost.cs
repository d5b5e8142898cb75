using Spotter.Simulator.Videos;

namespace Spotter.Simulator.Accounts;

/// <summary>A post as the simulator keeps it.</summary>
internal sealed record SimulatedPost
{
    public required long Id { get; init; }

    public required DateTimeOffset PostedAt { get; init; }

    public required DateTimeOffset AppearsAt { get; init; }

    public string? Caption { get; init; }

    public bool Pinned { get; init; }

    public bool Video { get; init; }

    public VideoFault VideoFault { get; init; }

    public required IReadOnlyList<SimulatedPicture> Pictures { get; init; }

    public bool Carousel => Pictures.Count > 1;

    /// <summary>True where an item of the post is its video: the only one, or the last of a carousel.</summary>
    public bool IsVideoAt(int index) => Video && index == Pictures.Count - 1;

    public int Likes => (int)(Id % 97);

    public int Comments => (int)(Id % 7);

    /// <summary>The post's name in its address: its id in base 64.</summary>
    public string Code
    {
        get
        {
            const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            return string.Create(10, Id, (code, id) =>
            {
                for (var i = code.Length - 1; i >= 0; i--, id >>= 6)
                    code[i] = Digits[(int)(id & 63)];
            });
        }
    }
}
