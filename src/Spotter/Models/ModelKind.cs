using System.Text.Json.Serialization;

namespace Spotter.Models;

/// <summary>What a model is for.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ModelKind>))]
public enum ModelKind
{
    /// <summary>Says how well each of its labels fits a picture.</summary>
    [JsonStringEnumMemberName("classifier")]
    Classifier,

    /// <summary>Turns a picture into features, which classifiers are trained on.</summary>
    [JsonStringEnumMemberName("featurizer")]
    Featurizer,

    /// <summary>Reads the words in a picture.</summary>
    [JsonStringEnumMemberName("reader")]
    Reader,

    /// <summary>Turns a text into features, which classifiers of captions are trained on.</summary>
    [JsonStringEnumMemberName("text-encoder")]
    TextEncoder,

    /// <summary>Says how well each of its labels fits an account, by its captions.</summary>
    [JsonStringEnumMemberName("caption-classifier")]
    CaptionClassifier,
}
