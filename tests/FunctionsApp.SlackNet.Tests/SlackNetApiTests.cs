using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spotter.Alerting;
using Spotter.Alerting.Slack;
using Spotter.Contracts.Alerting;
using Spotter.Contracts.Pictures;
using Spotter.Pictures;
using Spotter.Simulator;
using Spotter.Vision;

namespace Spotter.FunctionsApp.Alerting.Tests;

public sealed class SlackNetApiTests : SlackTokenContract
{
    private readonly List<ServiceProvider> _providers = [];

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var provider in _providers)
            await provider.DisposeAsync();
    }

    [Theory]
    [InlineData(SlackNetApi.ClientName)]
    [InlineData(SlackHttp.ClientName)]
    public void No_answer_fills_the_memory(string client)
    {
        using var services = new ServiceCollection().AddSlackNetChannels(
            new ConfigurationBuilder().Build(), TextWriter.Null).BuildServiceProvider();

        Assert.Equal(
            SlackHttp.MaxAnswerBytes, services.GetRequiredService<IHttpClientFactory>().CreateClient(client).MaxResponseContentBufferSize);
    }

    protected override IAlertChannel Open(SimulatorHost slack, ILoggerProvider log)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"Channels:{ChannelName}:Type"] = "slack",
            [$"Channels:{ChannelName}:Token"] = Token,
            [$"Channels:{ChannelName}:Channel"] = SlackChannelId,
            [$"Channels:{ChannelName}:BaseAddress"] = slack.SlackBaseAddress.ToString(),
            [$"Channels:{ChannelName}:Timeout"] = Patience.ToString(),
        }).Build();
        var services = new ServiceCollection()
            .AddSingleton(TimeProvider.System)
            .AddSingleton<IPictureStore, SamplePictureStore>()
            .AddVision()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log))
            .AddSlackNetChannels(configuration, TextWriter.Null);

        _providers.Add(services.BuildServiceProvider());
        return _providers[^1].GetServices<IAlertChannel>().Single(channel => channel.Name == ChannelName);
    }

    private sealed class SamplePictureStore : IPictureStore
    {
        private static readonly StoredPicture[] Held =
        [
            new(SamplePictures.RedBluePng, "image/png"), new(SamplePictures.OrangeWebp, "image/webp"), new(
                SamplePictures.CutPng, "image/png"),
        ];

        public Task<PictureId> SaveAsync(ReadOnlyMemory<byte> bytes, string mediaType, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<StoredPicture?> ReadAsync(PictureId id, CancellationToken cancellationToken) =>
            Task.FromResult(Held.FirstOrDefault(picture => PictureId.Of(picture.Bytes.Span) == id));
    }
}
