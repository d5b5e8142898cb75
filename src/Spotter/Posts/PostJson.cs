using System.Text.Json.Serialization;

namespace Spotter.Posts;

/// <summary>How posts are kept: camel case, absent values left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(PostRecord))]
[JsonSerializable(typeof(CountedPost))]
[JsonSerializable(typeof(PostWay))]
[JsonSerializable(typeof(ToDoMarker))]
[JsonSerializable(typeof(PostPlace))]
[JsonSerializable(typeof(FeedEntry))]
[JsonSerializable(typeof(FeedMark))]
public sealed partial class PostJson : JsonSerializerContext;
