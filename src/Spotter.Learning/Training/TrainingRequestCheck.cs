using System.Globalization;
using Spotter.Learning.Requests;

namespace Spotter.Learning.Training;

/// <summary>Refuses a request that cannot be followed, before any work.</summary>
public static class TrainingRequestCheck
{
    /// <exception cref="TrainingException">A value is out of range; the message names the option.</exception>
    internal static void ThrowIfWrong(TrainingRequest request)
    {
        if (FindError(request) is { } error)
            throw TrainingException.OfInput(error);
    }

    /// <exception cref="TrainingException">A weight is for a label that there is not.</exception>
    internal static void ThrowIfNoLabel(TrainingRequest request, IReadOnlyList<string> labels)
    {
        if (request.LabelWeights.Keys.FirstOrDefault(label => !labels.Contains(label)) is { } unknown)
            throw TrainingException.OfInput(
                $"--weights names '{unknown}', and there is no such label. There are: {string.Join(", ", labels)}.");
    }

    /// <summary>What is out of range, by the name of its option; null where nothing is.</summary>
    public static string? FindError(TrainingRequest request)
    {
        if (request.Folds is < 2)
            return $"--folds is {request.Folds}; it must be 2 or more.";
        var validation = request.ValidationShare ?? TrainingRequest.UsualShare;
        var test = request.TestShare ?? TrainingRequest.UsualShare;
        if (validation is not (> 0 and < 1) || test is not (> 0 and < 1) || validation + test >= 1)
            return string.Create(
                CultureInfo.InvariantCulture,
                $"--validation and --test are {validation} and {test}; each must be above 0, and both "
                    + $"together below 1."
            );
        if (request.Precision is { } precision && precision is not (> 0 and <= 1))
            return string.Create(
                CultureInfo.InvariantCulture, $"--precision is {precision}; it must be above 0 and at most 1, for example 0.98.");
        if (request.Hidden is < 0 or > 4096)
            return $"--hidden is {request.Hidden}; it must be from 0 to 4096.";
        if (request.Penalty is { } penalty && penalty is not (> 0 and <= 1_000))
            return string.Create(CultureInfo.InvariantCulture, $"--penalty is {penalty}; it must be above 0 and at most 1000.");
        if (request is { WordsOnly: true, UseWords: false })
            return "--words-only and --no-words contradict each other: leave one out.";
        if (request.Augmentation.Copies is < 0 or > 100)
            return $"--copies is {request.Augmentation.Copies}; it must be from 0 to 100.";
        if (request.LabelWeights.FirstOrDefault(pair => pair.Value is not > 0) is { Key: not null } wrong)
            return $"--weights gives '{wrong.Key}' a weight that is not above 0.";

        return null;
    }
}
