using System.Text.Json.Serialization;

namespace Spotter.Scanning;

/// <summary>What a scan does at the moment.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScanStage>))]
public enum ScanStage
{
    /// <summary>It reads a page of posts.</summary>
    ReadingPage,

    /// <summary>It waits to ask the source again.</summary>
    WaitingForCall,

    /// <summary>It waits to send an alert.</summary>
    WaitingForAlert,

    /// <summary>It waits to try posts again.</summary>
    WaitingForPosts,
}
