using System.Text.Json.Serialization;

namespace Spotter.Learning.Requests;

/// <summary>The stages of a training, in order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrainingStage>))]
public enum TrainingStage
{
    /// <summary>The files are read and compared.</summary>
    [JsonStringEnumMemberName("reading")]
    Reading,

    /// <summary>The backbone looks at each picture.</summary>
    [JsonStringEnumMemberName("features")]
    Features,

    /// <summary>The words in each picture are read.</summary>
    [JsonStringEnumMemberName("words")]
    Words,

    /// <summary>The head is fitted to the features.</summary>
    [JsonStringEnumMemberName("fitting")]
    Fitting,
}
