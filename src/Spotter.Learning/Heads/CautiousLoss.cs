namespace Spotter.Learning.Heads;

/// <summary>
/// -log(score of the right label) that believes no more than the pictures prove: by Laplace's rule of succession, n pictures that are all
/// right
/// prove a share of (n + 1) / (n + 2). A score beyond that costs, so that a handful of easy pictures chooses no head that claims certainty.
/// </summary>
internal static class CautiousLoss
{
    /// <param name="logits">One per label.</param>
    /// <param name="label">The right one.</param>
    /// <param name="temperature">What the logits are divided by.</param>
    /// <param name="pictures">How many pictures are judged by.</param>
    public static double Of(ReadOnlySpan<float> logits, int label, double temperature, int pictures)
    {
        var doubt = 1.0 / (pictures + 2);
        var (all, others) = (double.NegativeInfinity, double.NegativeInfinity);
        for (var i = 0; i < logits.Length; i++)
        {
            all = AddLogs(all, logits[i] / temperature);
            if (i != label)
                others = AddLogs(others, logits[i] / temperature);
        }

        return -((1 - doubt) * ((logits[label] / temperature) - all)) - (doubt * (others - all));
    }

    // log(e^a + e^b), without overflow.
    private static double AddLogs(double a, double b)
    {
        var (high, low) = a > b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(low) ? high : high + Math.Log(1 + Math.Exp(low - high));
    }
}
