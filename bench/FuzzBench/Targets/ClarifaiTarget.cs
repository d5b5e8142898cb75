using FuzzBench.Mutating;
using FuzzBench.Running;
using Spotter.Models;
using Spotter.Models.Hosted;
using Spotter.Pictures;

namespace FuzzBench.Targets;

/// <summary>Clarifai's answers: scores, or why there are none.</summary>
internal sealed class ClarifaiTarget(HostedClassifier classifier, SeedFiles files, OddServer server) : ITarget
{
    private static readonly ModelDescription Model = new()
    {
        Name = "fuzz",
        Hosted = new HostedModel { Model = "general-image-recognition", Regions = true },
        Labels = ["menu", "plate"],
    };

    private readonly AnswerSeeds _clarifai = files.ReadAnswers("clarifai", part: null);

    public async Task<bool> TryAsync(FuzzInput input, CancellationToken cancellationToken)
    {
        server.Play(input, () => _clarifai.Make(input));
        try
        {
            var scores = await classifier.ClassifyAsync(Model, BitConverter.GetBytes(input.Index), cancellationToken);
            var areScores = scores.Count == Model.Labels.Count && scores.All(score => score.Score is >= 0 and <= 1);
            FaultException.ThrowIf(!areScores, "scores that are none");
            return true;
        }
        catch (ClassifyingException error)
        {
            PostCheck.Check(error.Failure);
            return false;
        }
        catch (PictureFormatException)
        {
            return false;
        }
    }
}
