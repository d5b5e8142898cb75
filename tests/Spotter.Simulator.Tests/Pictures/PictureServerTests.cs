using System.Net;
using Spotter.Contracts;
using Spotter.Pictures;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Tests.Pictures;

public class PictureServerTests
{
    [Fact]
    public async Task Every_post_has_a_picture_of_its_own_that_never_changes()
    {
        await using var simulator = await RunningSimulator.StartAsync(
            """{"pictures":{"variants":1},"accounts":[{"handle":"soup","series":[{"first":-9,"every":1,"count":9}]}]}""");
        var addresses = await AddressesAsync(simulator);

        var pictures = new List<string>();
        foreach (var address in addresses.Concat(addresses))
            pictures.Add(Convert.ToBase64String(await simulator.Client.GetByteArrayAsync(address)));

        Assert.Equal(9, pictures.Distinct().Count());
        Assert.Equal(pictures[..9], pictures[9..]);
    }

    [Theory]
    [InlineData("missing", 404, -1)]
    [InlineData("zero-byte", 200, 0)]
    [InlineData("text", 200, 47)]
    public async Task Broken_pictures_are_broken_in_the_way_they_say(string fault, int status, int length)
    {
        await using var simulator = await StartAsync(fault);

        using var reply = await simulator.Client.GetAsync((await AddressesAsync(simulator))[0]);
        var bytes = await reply.Content.ReadAsByteArrayAsync();

        Assert.Equal(status, (int)reply.StatusCode);
        if (length >= 0)
            Assert.Equal((length, "image/jpeg"), (bytes.Length, reply.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task A_truncated_picture_ends_half_way_and_a_huge_one_claims_more_than_it_holds()
    {
        await using var truncated = await StartAsync("truncated");
        await using var huge = await StartAsync("huge");

        var half = await truncated.Client.GetByteArrayAsync((await AddressesAsync(truncated))[0]);
        var claim = await huge.Client.GetByteArrayAsync((await AddressesAsync(huge))[0]);

        Assert.NotEqual("IEND"u8.ToArray(), half[^8..^4]);
        Assert.Equal(60_000, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(claim.AsSpan(16)));
        Assert.True(claim.Length < 10_000);
    }

    [Fact]
    public async Task An_address_that_has_expired_is_refused_until_the_page_is_read_again()
    {
        await using var simulator = await StartAsync("expired");
        var old = (await AddressesAsync(simulator))[0];

        using var first = await simulator.Client.GetAsync(old);
        using var second = await simulator.Client.GetAsync(old);
        using var renewed = await simulator.Client.GetAsync((await AddressesAsync(simulator))[0]);

        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK),
            (first.StatusCode, second.StatusCode, renewed.StatusCode));
    }

    [Fact]
    public async Task A_cut_picture_breaks_the_connection()
    {
        await using var simulator = await StartAsync("cut");
        var address = (await AddressesAsync(simulator))[0];

        await Assert.ThrowsAsync<HttpRequestException>(() => simulator.Client.GetByteArrayAsync(address));
    }

    [Fact]
    public async Task A_folder_of_photographs_becomes_posts()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "a.png"), [1, 2, 3]);
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "b.jpg"), [4, 5]);
            await using var simulator = await RunningSimulator.StartAsync(new Scenario
            {
                Accounts = [new AccountScript { Handle = "soup", Photographs = folder.FullName }],
            });

            var addresses = await AddressesAsync(simulator);
            using var reply = await simulator.Client.GetAsync(addresses[0]);

            Assert.Equal(2, addresses.Count);
            Assert.Equal("image/png", reply.Content.Headers.ContentType?.MediaType);
            Assert.Equal([1, 2, 3], await reply.Content.ReadAsByteArrayAsync());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [SkippableFact]
    public async Task Two_hundred_and_fifty_photographs_are_paged_through_byte_for_byte()
    {
        var folder = TestData.Require("images", "hotdog", "hot_dog");
        await using var simulator = await RunningSimulator.StartAsync(
            new Scenario { Accounts = [new AccountScript { Handle = "hotdogs", Photographs = folder }] });

        var served = new HashSet<string>();
        string? cursor = null;
        do
        {
            using var reply = await simulator.GraphAsync("hotdogs", limit: 50, after: cursor);
            var media = (await RunningSimulator.ReadAsync(reply))["business_discovery"]!["media"]!;
            foreach (var post in media["data"]!.AsArray())
                served.Add($"{post!["caption"]} {PictureId.Of(await simulator.Client.GetByteArrayAsync((string)post["media_url"]!))}");
            cursor = (string?)media["paging"]?["cursors"]?["after"];
        }
        while (cursor is not null);

        var files = Directory
            .GetFiles(folder)
            .Order(StringComparer.Ordinal)
            .Select((file, i) => $"Photograph {i + 1}: {Path.GetFileName(file)} {PictureId.Of(File.ReadAllBytes(file))}");
        Assert.True(served.SetEquals(files));
        Assert.Equal(250, served.Count);
    }

    [Fact]
    public async Task An_account_posts_when_it_is_told_to()
    {
        await using var simulator = await RunningSimulator.StartAsync("""{"accounts":[{"handle":"soup"}]}""");

        using var content = new StringContent("""{"caption":"Now","pictures":["other"]}""");
        using var reply = await simulator.Client.PostAsync("sim/accounts/instagram/soup/posts", content);

        Assert.Equal(HttpStatusCode.Created, reply.StatusCode);
        Assert.Single(await AddressesAsync(simulator));
    }

    private static Task<RunningSimulator> StartAsync(string fault) =>
        RunningSimulator.StartAsync($$"""{"accounts":[{"handle":"soup","posts":[{"at":-1,"pictureFault":"{{fault}}"}]}]}""");

    private static async Task<List<string>> AddressesAsync(RunningSimulator simulator)
    {
        using var reply = await simulator.GraphAsync("soup", limit: 50);
        var media = (await RunningSimulator.ReadAsync(reply))["business_discovery"]!["media"]!["data"]!.AsArray();
        return [.. media.Select(post => (string)post!["media_url"]!)];
    }
}
