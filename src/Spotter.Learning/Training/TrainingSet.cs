using Spotter.Learning.Backbones;
using Spotter.Learning.Features;
using Spotter.Learning.Requests;
using Spotter.Learning.Words;

namespace Spotter.Learning.Training;

/// <summary>What a training learns from.</summary>
/// <param name="Request">What is asked for, with the backbone that is taken.</param>
/// <param name="Folder">The pictures and their labels.</param>
/// <param name="Backbone">What gave the features.</param>
/// <param name="Plain">The backbone's features.</param>
/// <param name="Words">The figures of the words, by the pictures' paths; null where none were read.</param>
internal sealed record TrainingSet(
    TrainingRequest Request,
    TrainingFolder Folder,
    BackboneModel Backbone,
    FeatureSet Plain,
    IReadOnlyDictionary<string, float[]>? Words)
{
    /// <summary>What the head takes.</summary>
    public FeatureSet Features { get; } = Words is null
        ? Plain
        : Request.WordsOnly ? WordFeatures.Replace(Plain, Words) : WordFeatures.Join(Plain, Words);
}
