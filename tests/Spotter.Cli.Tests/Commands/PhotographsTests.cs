using System.Text.Json;
using Microsoft.Extensions.Options;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Cli.Commands;
using Spotter.Contracts;
using Spotter.Local.State;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Posts;
using Spotter.Rules;
using Spotter.Simulator;
using Spotter.Simulator.Scenarios;
using Spotter.Watching;

namespace Spotter.Cli.Tests.Commands;

/// <summary>500 photographs of two accounts, through the whole product, with a rule on hot dogs.</summary>
public sealed class PhotographsTests
{
    private const int Photographs = 500;
    private const double LeastScore = 0.95;

    [SkippableFact]
    public async Task All_are_stored_and_classified_and_each_hot_dog_is_alerted_on_once()
    {
        await using var simulator = await StartSimulatorAsync();
        using var workplace = MakeWorkplace(simulator);
        await AddWatchesAsync(workplace);

        var run = await workplace.RunAsync("scan", "instagram:hot_dog", "instagram:not_hot_dog", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        var counts = JsonDocument.Parse(run.Out).RootElement.EnumerateArray().Select(scan => scan.GetProperty("counts")).ToList();
        Assert.Equal(Photographs, counts.Sum(count => count.GetProperty("pictures").GetInt32()));
        Assert.Equal(Photographs, counts.Sum(count => count.GetProperty("classified").GetInt32()));
        await AssertEndStateAsync(workplace, simulator);
    }

    private static async Task<SimulatorHost> StartSimulatorAsync()
    {
        var accounts = new[] { "hot_dog", "not_hot_dog" }
            .Select(
                handle => new AccountScript { Handle = handle, Posts = [], Photographs = TestData.Require("images", "hotdog", handle) });
        return await SimulatorHost.StartAsync(
            new Scenario { Name = "photographs", Slack = new SlackScript { FileReadySeconds = 0 }, Accounts = [.. accounts] });
    }

    private static Workplace MakeWorkplace(SimulatorHost simulator)
    {
        return new Workplace([
            .. SimulatorSettings.For(simulator),
            // At one message a second the test would mostly wait for Slack.
            KeyValuePair.Create<string, string?>($"Channels:{SimulatorSettings.Channel}:CallBudget", "50,1"),
            KeyValuePair.Create<string, string?>("Watching:Model", "squeezenet"),
            KeyValuePair.Create<string, string?>("Models:Folder", ModelsFolder.Value),
        ]);
    }

    private static readonly Lazy<string> ModelsFolder = new(() =>
    {
        var model = new ModelDescription
        {
            Name = "squeezenet",
            Input = new ModelInput
            {
                Name = "data_0",
                Width = 224,
                Height = 224,
                ElementType = ElementType.Float16,
                Channels = ChannelOrder.Bgr,
                Mean = [104, 117, 123],
            },
            Output = new ModelOutput { Name = "softmaxout_1" },
            Labels = [.. Enumerable.Range(0, 1_000).Select(n => n == 934 ? "hotdog" : $"class {n}")],
        };
        var folder = Directory.CreateTempSubdirectory("spotter-test-models-").FullName;
        var files = Directory.CreateDirectory(Path.Combine(folder, model.Name)).FullName;
        File.Copy(TestData.Require("models", "squeezenet", "SqueezeNet_fp16.onnx"), Path.Combine(files, model.File));
        File.WriteAllBytes(
            Path.Combine(files, "model.json"), JsonSerializer.SerializeToUtf8Bytes(model, ModelJson.Default.ModelDescription));
        return folder;
    });

    private static SqliteStateStore OpenState(Workplace workplace) =>
        new(Options.Create(new StateOptions { Path = workplace.PathOf("state.db") }));

    // The photographs are older than the watch: it is made to have begun before them.
    private static async Task AddWatchesAsync(Workplace workplace)
    {
        await using var state = OpenState(workplace);
        foreach (var handle in new[] { "hot_dog", "not_hot_dog" })
            await new WatchRepository(state).TryAddAsync(
                new Watch
                {
                    Account = AccountId.Parse($"instagram:{handle}"),
                    Since = DateTimeOffset.UnixEpoch,
                    Rules = [new AlertRule("hotdog", LeastScore, SimulatorSettings.Channel)],
                },
                CancellationToken.None);
    }

    private static async Task AssertEndStateAsync(Workplace workplace, SimulatorHost simulator)
    {
        await using var state = OpenState(workplace);
        var posts = new PostRepository(state);
        var expected = new List<string>();
        var count = 0;
        foreach (var handle in new[] { "hot_dog", "not_hot_dog" })
        {
            var account = AccountId.Parse($"instagram:{handle}");
            await foreach (var post in posts.ListAsync(account, CancellationToken.None))
            {
                count++;
                Assert.Equal(PostStage.Done, post.Stage);
                var picture = Assert.Single(post.Pictures);
                Assert.True(File.Exists(Path.Combine(workplace.PathOf("pictures"), picture.Id!.Value.Hex[..2], $"{picture.Id}.jpg")));
                if (picture.Scores.Any(score => score.Label == "hotdog" && score.Score >= LeastScore))
                    expected.Add(AlertIds.Of(account, post.Post.Id, new AlertRule("hotdog", LeastScore, SimulatorSettings.Channel)));
            }
        }

        Assert.Equal(Photographs, count);
        Assert.InRange(expected.Count, 20, 250);
        var arrived = simulator.Slack.Messages.Select(
            message => message.Metadata!.Value.GetProperty("event_payload").GetProperty("id").GetString()!);
        Assert.Equal(expected.Order(StringComparer.Ordinal), arrived.Order(StringComparer.Ordinal));
    }
}
