using System.Text.Json.Serialization;

namespace Spotter.Simulator.Slack.Replies;

[JsonDerivedType(typeof(CompletedUpload))]
[JsonDerivedType(typeof(FileReply))]
[JsonDerivedType(typeof(HistoryReply))]
[JsonDerivedType(typeof(Identity))]
[JsonDerivedType(typeof(PostedMessage))]
[JsonDerivedType(typeof(Refusal))]
[JsonDerivedType(typeof(UploadTarget))]
internal abstract record SlackReply([property: JsonPropertyOrder(-1)] bool Ok = true);
