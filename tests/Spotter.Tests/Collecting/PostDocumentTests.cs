using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spotter.Collecting;
using Spotter.Contracts;

namespace Spotter.Tests.Collecting;

/// <summary>The form of a post is a contract: what the schema lists is written, in that order.</summary>
public sealed class PostDocumentTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(TestData.RepositoryFolder, "docs", "post.schema.json"))).RootElement;

    [Fact]
    public void A_post_is_as_the_schema_says() => Assert.Equal(NamesIn(Schema), NamesOf(DocumentJson.Default.PostDocument));

    [Fact]
    public void A_picture_is_as_the_schema_says() =>
        Assert.Equal(NamesIn(ItemsOf("pictures")), NamesOf(DocumentJson.Default.PictureDocument));

    [Fact]
    public void A_video_is_as_the_schema_says() =>
        Assert.Equal(NamesIn(ItemsOf("videos")), NamesOf(DocumentJson.Default.VideoDocument));

    private static JsonElement ItemsOf(string list) => Schema.GetProperty("properties").GetProperty(list).GetProperty("items");

    private static IEnumerable<string> NamesIn(JsonElement schema) =>
        schema.GetProperty("properties").EnumerateObject().Select(property => property.Name);

    // Ordered is what is serialized.
    private static IEnumerable<string> NamesOf(JsonTypeInfo type) =>
        type.Properties.Where(property => property.Get is not null).OrderBy(property => property.Order).Select(property => property.Name);
}
