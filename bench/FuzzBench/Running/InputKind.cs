using System.Text.Json.Serialization;

namespace FuzzBench.Running;

/// <summary>What an input is given to.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<InputKind>))]
public enum InputKind
{
    /// <summary>Answers of Instagram, Slack and Clarifai: 80 in 100 inputs.</summary>
    Answers,

    /// <summary>Picture files: 15 in 100.</summary>
    Pictures,

    /// <summary>Model files: 5 in 100.</summary>
    Models,
}
