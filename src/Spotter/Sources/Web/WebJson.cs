using System.Text.Json.Serialization;

namespace Spotter.Sources.Web;

/// <summary>Keeps where a pass stands.</summary>
[JsonSerializable(typeof(WebCursor))]
internal sealed partial class WebJson : JsonSerializerContext;
