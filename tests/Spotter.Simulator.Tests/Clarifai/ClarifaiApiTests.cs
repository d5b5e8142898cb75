using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Spotter.Simulator.Tests.Clarifai;

public sealed class ClarifaiApiTests
{
    private const string Model = "clarifai/v2/users/clarifai/apps/main/models/general/versions/1/outputs";

    [Fact]
    public async Task It_knows_its_own_pictures()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            """{"accounts":[{"handle":"dave","posts":[{"at":-10},{"at":-20,"pictures":["other"]}]}]}""");
        using var page = await simulator.GraphAsync("dave");
        var posts = (await RunningSimulator.ReadAsync(page))["business_discovery"]!["media"]!["data"]!.AsArray();

        foreach (var (post, expected) in posts.Zip(["specials-board", "other"]))
        {
            var picture = await simulator.Client.GetByteArrayAsync((string)post!["media_url"]!);
            var (status, reply) = await AskAsync(simulator, Model, Question(picture));

            Assert.Equal((HttpStatusCode.OK, 10000), (status, (int)reply["status"]!["code"]!));
            var best = reply["outputs"]![0]!["data"]!["concepts"]![0]!;
            Assert.Equal(expected, (string?)best["name"]);
            Assert.InRange((double)best["value"]!, 0.9, 1);
        }

        Assert.Equal([1, 1], simulator.Host.Clarifai.Answered.Values);
    }

    [Fact]
    public async Task Concepts_are_selected_and_one_that_does_not_exist_makes_a_mixed_success()
    {
        await using var simulator = await StartAsync();

        var (_, some) = await AskAsync(simulator, Model, Question(Gif, "soup", "menu"));
        var (status, none) = await AskAsync(simulator, Model, Question(Gif, "menu"));

        Assert.Equal(10010, (int)some["status"]!["code"]!);
        Assert.Equal("soup", (string?)Assert.Single(some["outputs"]![0]!["data"]!["concepts"]!.AsArray())!["name"]);
        Assert.Equal((HttpStatusCode.BadRequest, 21202), (status, (int)none["status"]!["code"]!));
    }

    [Fact]
    public async Task A_detector_answers_with_regions()
    {
        await using var simulator = await StartAsync();

        var (_, reply) = await AskAsync(simulator, "clarifai/v2/models/detector/outputs", Question(Gif));

        var data = reply["outputs"]![0]!["data"]!;
        Assert.Null(data["concepts"]);
        Assert.Equal(2, data["regions"]!.AsArray().Count);
        Assert.Equal(0.25, (double)data["regions"]![0]!["region_info"]!["bounding_box"]!["top_row"]!);
    }

    [Theory]
    [InlineData(null, 401, 11009)]
    [InlineData("wrong", 401, 11008)]
    [InlineData("right", 200, 10000)]
    public async Task The_key_is_checked(string? key, int status, int code)
    {
        await using var simulator = await StartAsync();

        var (answered, reply) = await AskAsync(simulator, Model, Question(Gif), key);

        Assert.Equal((status, code), ((int)answered, (int)reply["status"]!["code"]!));
    }

    [Theory]
    [InlineData("clarifai/v2/models/other/outputs", null, 404, 21200)]
    [InlineData(Model, "{", 400, 11100)]
    [InlineData(Model, "{}", 400, 11102)]
    [InlineData(Model, """{"inputs":[{"data":{"image":{"url":"https://example.org/a.jpg"}}}]}""", 400, 11102)]
    [InlineData(Model, """{"inputs":[{"data":{"image":{"base64":"c291cA=="}}}]}""", 400, 10020)]
    public async Task Bad_calls_are_refused(string address, string? question, int status, int code)
    {
        await using var simulator = await StartAsync();

        var (answered, reply) = await AskAsync(simulator, address, question ?? Question(Gif));

        Assert.Equal((status, code), ((int)answered, (int)reply["status"]!["code"]!));
        Assert.Empty(simulator.Host.Clarifai.Answered);
    }

    [Fact]
    public async Task The_sixteenth_call_of_a_second_is_throttled()
    {
        await using var simulator = await StartAsync();
        for (var call = 0; call < 15; call++)
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(simulator, Model, Question(Gif))).Status);

        var (status, reply) = await AskAsync(simulator, Model, Question(Gif));
        Assert.Equal((HttpStatusCode.TooManyRequests, 11005), (status, (int)reply["status"]!["code"]!));

        simulator.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(simulator, Model, Question(Gif))).Status);
    }

    private static byte[] Gif => "GIF89a"u8.ToArray();

    private static Task<RunningSimulator> StartAsync() =>
        RunningSimulator.StartAsync(
            """{"accounts":[],"tagger":{"models":["general","detector"]}}""", new SimulatorOptions { ClarifaiKey = "right" });

    private static string Question(byte[] picture, params string[] concepts) => new JsonObject
    {
        ["inputs"] = new JsonArray(
            new JsonObject { ["data"] = new JsonObject { ["image"] = new JsonObject { ["base64"] = Convert.ToBase64String(picture) } } }),
        ["model"] = new JsonObject
        {
            ["output_info"] = new JsonObject
            {
                ["output_config"] = new JsonObject
                {
                    ["select_concepts"] = new JsonArray(
                    [.. concepts.Select(concept => new JsonObject { ["name"] = concept })])
                },
            },
        },
    }.ToJsonString();

    private static async Task<(HttpStatusCode Status, JsonNode Reply)> AskAsync(
        RunningSimulator simulator, string address, string question, string? key = "right")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address)
        {
            Content = new StringContent(
            question, Encoding.UTF8, "application/json")
        };
        if (key is not null)
            request.Headers.Authorization = new("Key", key);
        using var reply = await simulator.Client.SendAsync(request);
        return (reply.StatusCode, await RunningSimulator.ReadAsync(reply));
    }
}
