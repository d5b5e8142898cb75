using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;
using Spotter.Corrections;
using Spotter.Models.Uploading;
using Spotter.Posts;
using Spotter.Scanning;
using Spotter.Watching;
using Spotter.Web.Api;
using Spotter.Web.Models;
using Spotter.Web.News;

namespace Spotter.Web;

/// <summary>What the API writes as JSON. How is in <see cref="SiteServices.AddSiteHosting"/>.</summary>
[JsonSerializable(typeof(FeedNews))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(PostList))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(IReadOnlyList<ShownModel>))]
[JsonSerializable(typeof(ModelInUse))]
[JsonSerializable(typeof(AddedVersion))]
[JsonSerializable(typeof(ModelMatch))]
[JsonSerializable(typeof(ShownTraining))]
[JsonSerializable(typeof(List<PostRecord>))]
[JsonSerializable(typeof(RescanStarted))]
[JsonSerializable(typeof(ShownScan))]
[JsonSerializable(typeof(WatchBody))]
[JsonSerializable(typeof(List<Watch>))]
[JsonSerializable(typeof(List<ScanSummary>))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class WebJson : JsonSerializerContext;
