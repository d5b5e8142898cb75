using System.Text.Json.Serialization;
using Spotter.Reading;

namespace Spotter.Learning.Words;

/// <summary>How words are kept between trainings.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PictureWords))]
internal sealed partial class WordCacheJson : JsonSerializerContext;
