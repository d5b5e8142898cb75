using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Spotter.Web.News;

namespace Spotter.Web;

/// <summary>How the API writes JSON: camel case, absent values left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FeedNews))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class WebJson : JsonSerializerContext;
