using Spotter.Models.Inference;

namespace Spotter.Models.Adding;

/// <summary>A known model that a file nobody described takes after: it calls its input and its output the same.</summary>
/// <param name="Model">The known model.</param>
/// <param name="Input">How its pictures are read, in the size and element type of the file.</param>
internal sealed record KnownRelative(KnownModel Model, ModelInput Input)
{
    // What every exporter writes says nothing of where a file comes from.
    private static readonly string[] Anybodys = ["input", "output", "data", "x"];

    /// <summary>Finds the relative of a model; null where there is none.</summary>
    public static KnownRelative? Find(IInferenceSession session)
    {
        if (session.Inputs is not [var input])
            return null;

        var known = KnownModels.All.FirstOrDefault(known =>
            known.Description.Input.Name == input.Name
            && session.Outputs.Any(output => output.Name == known.Description.Output.Name && !Anybodys.Contains(output.Name)));
        return known is null ? null : new KnownRelative(known, Adapt(known.Description.Input, input));
    }

    private static ModelInput Adapt(ModelInput known, TensorDescription input) =>
        input.Shape is [_, 3, var height and > 0, var width and > 0]
            ? known with
            {
                ElementType = input.ElementType,
                Width = (int)width,
                Height = (int)height,
            }
            : known with
            {
                ElementType = input.ElementType,
            };
}
