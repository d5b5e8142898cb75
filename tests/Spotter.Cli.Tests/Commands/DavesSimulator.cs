using Spotter.Simulator;
using Spotter.Simulator.Scenarios;
using Spotter.Vision.Decoding;

namespace Spotter.Cli.Tests.Commands;

/// <summary>A simulator with one account, whose pictures are small.</summary>
internal static class DavesSimulator
{
    public const string Account = "instagram:dave";

    public static Task<SimulatorHost> StartAsync(
        IEnumerable<PostScript> posts, TaggerScript? tagger = null, TimeProvider? clock = null) => SimulatorHost.StartAsync(
        new Scenario
        {
            Pictures = new PictureScript { Width = 240 },
            Slack = new SlackScript { FileReadySeconds = 0 },
            Tagger = tagger ?? new TaggerScript(),
            Accounts = [new AccountScript { Handle = "dave", Posts = [.. posts] }],
        },
        renderer: new VipsPictureRenderer(),
        clock: clock);
}
