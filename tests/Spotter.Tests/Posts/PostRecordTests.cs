using System.Text.Json;
using Spotter.Posts;

namespace Spotter.Tests.Posts;

public sealed class PostRecordTests
{
    [Fact]
    public void A_record_of_an_earlier_version_is_read_with_what_it_said_beyond()
    {
        var record = JsonSerializer.Deserialize(
            """{"post":{"id":"1","postedAt":"2026-11-01","pinned":true,"pictures":[]},"foundAt":"2026-11-01","stage":"Done"}""",
            PostJson.Default.PostRecord);

        Assert.Equal(("1", PostStage.Done), (record!.Post.Id, record.Stage));
    }
}
