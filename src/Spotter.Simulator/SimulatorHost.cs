using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Pictures;
using Spotter.Simulator.Accounts;
using Spotter.Simulator.Clarifai;
using Spotter.Simulator.Inspection;
using Spotter.Simulator.Instagram;
using Spotter.Simulator.Pictures;
using Spotter.Simulator.Protocol;
using Spotter.Simulator.Scenarios;
using Spotter.Simulator.Slack;
using Spotter.Simulator.Videos;

namespace Spotter.Simulator;

/// <summary>
/// Instagram, a picture server, Clarifai and Slack on loopback, all of one origin, playing a scenario from the moment they start.
/// </summary>
public sealed class SimulatorHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly AccountBook _book;
    private readonly ExpiringAddresses _addresses = new();
    private readonly VideoServer _videos;
    private readonly DateTimeOffset _start;
    private readonly TimeProvider _clock;
    private string _origin = "";

    private SimulatorHost(Scenario scenario, SimulatorOptions options, IPictureRenderer? renderer, TimeProvider clock)
    {
        Scenario = scenario;
        Options = options;
        _clock = clock;
        _start = clock.GetUtcNow();
        _book = new AccountBook(scenario, _start);
        Slack = new SlackWorkspace(scenario.Slack, clock);
        Clarifai = new ClarifaiLedger();
        _videos = new VideoServer(_book, scenario.Videos, _addresses);
        _app = BuildApp(options.Port);
        MapEndpoints(renderer);
    }

    /// <summary>The scenario that is played.</summary>
    public Scenario Scenario { get; }

    /// <summary>The origin, for example <c>http://127.0.0.1:5081/</c>.</summary>
    public Uri BaseAddress => new(_origin + "/");

    /// <summary>The base address for the source <c>instagram</c>; <c>v25.0/...</c> follows.</summary>
    public Uri GraphBaseAddress => new(_origin + "/graph/");

    /// <summary>The base address for the source <c>instagram-web</c>; <c>api/v1/...</c> follows.</summary>
    public Uri WebBaseAddress => new(_origin + "/web/");

    /// <summary>The base address of Slack; <c>api/chat.postMessage</c> follows.</summary>
    public Uri SlackBaseAddress => new(_origin + "/slack/");

    /// <summary>An incoming webhook.</summary>
    public Uri SlackWebhookAddress => new(_origin + "/slack/webhook/T0SIM/B0SIM/simulated");

    /// <summary>The base address of Clarifai; <c>v2/...</c> follows.</summary>
    public Uri ClarifaiBaseAddress => new(_origin + "/clarifai/");

    /// <summary>When the calls that have limits arrived, and what outages did.</summary>
    public CallLedger Calls { get; } = new();

    /// <summary>What Clarifai was asked.</summary>
    public ClarifaiLedger Clarifai { get; }

    /// <summary>What Slack received.</summary>
    public SlackWorkspace Slack { get; }

    internal SimulatorOptions Options { get; }

    /// <summary>Starts the simulator; the scenario's time begins now.</summary>
    /// <param name="scenario">What to play.</param>
    /// <param name="options">Where and for whom; null for the defaults.</param>
    /// <param name="renderer">Draws pictures; null serves small plain ones instead.</param>
    /// <param name="clock">The scenario's time; null for the system's.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ScenarioException">A recording of the scenario cannot be replayed.</exception>
    /// <exception cref="IOException">The port is taken, or may not be.</exception>
    public static async Task<SimulatorHost> StartAsync(
        Scenario scenario,
        SimulatorOptions? options = null,
        IPictureRenderer? renderer = null,
        TimeProvider? clock = null,
        CancellationToken cancellationToken = default)
    {
        ScenarioValidator.Validate(scenario, scenario.Name);
        var host = new SimulatorHost(scenario, options ?? new SimulatorOptions(), renderer, clock ?? TimeProvider.System);
        try
        {
            await host._app.StartAsync(cancellationToken);
        }
        catch (Exception error)
        {
            await host._app.DisposeAsync();
            // A port that only the system's own may take is none of Kestrel's errors.
            if (error is SocketException)
                throw new IOException(error.Message, error);
            throw;
        }

        host._origin = host
            ._app.Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Single()
            .TrimEnd('/');
        return host;
    }

    /// <summary>Lets an account post now, whatever its script says.</summary>
    /// <param name="source"><c>instagram</c> or <c>instagram-web</c>.</param>
    /// <param name="handle">The account.</param>
    /// <param name="post">The post; its times are ignored.</param>
    /// <returns>The post's id.</returns>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public string Post(string source, string handle, PostScript post)
    {
        var account = _book.Find(source, handle) ?? throw new ArgumentException(
            $"The scenario has no account {source}:{handle}.", nameof(handle));
        var now = (_clock.GetUtcNow() - _start).TotalSeconds;
        var made = account.Add(
            new PostScript
            {
                At = now,
                Pictures = post.Pictures,
                Video = post.Video,
                VideoFault = post.VideoFault,
                Caption = post.Caption,
                Pinned = post.Pinned,
                PictureFault = post.PictureFault,
            }
        );
        return made.Id.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>How many calls were made for an account's pages so far.</summary>
    public int CallsFor(string source, string handle) => _book.Find(source, handle)?.Calls ?? 0;

    /// <summary>How many posts can be seen now, in all open accounts.</summary>
    public int VisiblePosts() =>
        _book.Accounts.Where(account => account.Script.State == AccountState.Open).Sum(
            account => account.Visible(_clock.GetUtcNow()).Count);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
    }

    internal string PictureAddress(SimulatedPost post, int index)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"/pictures/{post.Id}/{index}.jpg");
        return _origin + (post.Pictures[index].Fault == PictureFault.Expired ? _addresses.Sign(path) : path);
    }

    /// <summary>Where the file of a post's video is; null where it has none, or none is told.</summary>
    internal string? VideoAddress(SimulatedPost post) => _videos.PathOf(post) is { } path ? _origin + path : null;

    private static WebApplication BuildApp(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, port);
        });
        builder.Services.AddRoutingCore();
        return builder.Build();
    }

    private void MapEndpoints(IPictureRenderer? renderer)
    {
        _app.Use(new Entrance(Scenario, Calls, _start, _clock).InvokeAsync);
        _app.UseRouting();
        var recorded = new RecordedPages(_book);
        var meter = new CallMeter(Scenario.Limit, _clock);
        new GraphApi(this, _book, recorded, meter, _clock).Map(_app);
        new WebApi(this, _book, recorded, meter, _clock).Map(_app);
        new PictureServer(_book, Scenario.Pictures, renderer, _addresses, _clock).Map(_app);
        _videos.Map(_app);
        new SlackApi(Slack, Scenario.Slack, Options.SlackToken, Scenario.Seed, _clock).Map(_app);
        new ClarifaiApi(Clarifai, _book, Scenario.Tagger, Options.ClarifaiKey, Scenario.Seed, _clock).Map(_app);
        new InspectionApi(this, _book).Map(_app);
    }
}
