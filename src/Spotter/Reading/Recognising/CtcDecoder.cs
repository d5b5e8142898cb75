using System.Numerics.Tensors;
using System.Text;

namespace Spotter.Reading.Recognising;

/// <summary>
/// Reads what a model with CTC says of a line (Graves and others, 2006): the likeliest class of each step, of which repeated ones are one
/// letter and blanks none. Between two letters a space is likely to be missed, and is taken where it is no more than possible.
/// </summary>
/// <param name="characters">A letter for each class after the blank, the last being the space.</param>
internal sealed class CtcDecoder(IReadOnlyList<string> characters)
{
    private const int Blank = 0;

    // In the lines of 75 menus, signs and boards the space hardly ever has 0.05 within a word, and often 0.1 to 0.5 where one was missed:
    // as many as were found.
    private const float LeastSpace = 0.1f;

    /// <summary>The classes of each step.</summary>
    public int Classes => characters.Count + 1;

    /// <summary>Reads a line.</summary>
    /// <param name="steps">The probabilities of all classes, step by step.</param>
    public LineText Decode(ReadOnlySpan<float> steps)
    {
        var text = new StringBuilder();
        var (sum, letters, before, space) = (0f, 0, Blank, 0f);
        for (; steps.Length >= Classes; steps = steps[Classes..])
        {
            var best = TensorPrimitives.IndexOfMax(steps[..Classes]);
            if (best != Blank && best != before)
            {
                text.Append(space >= LeastSpace ? " " : "").Append(characters[best - 1]);
                sum += steps[best];
                letters++;
                space = 0;
            }

            space = best == Blank ? Math.Max(space, steps[characters.Count]) : 0;
            before = best;
        }

        return new LineText(Clean(text.ToString()), letters == 0 ? 0 : sum / letters);
    }

    // The list has the wide forms of Latin punctuation, too, which look the same in a picture.
    private static string Clean(string text) =>
        string.Join(' ', text.Normalize(NormalizationForm.FormKC).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
