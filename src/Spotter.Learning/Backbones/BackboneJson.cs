using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spotter.Learning.Backbones;

/// <summary>Reads a backbone's description, which may say more than a backbone needs.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, ReadCommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true)]
[JsonSerializable(typeof(BackboneDescription))]
internal sealed partial class BackboneJson : JsonSerializerContext;
