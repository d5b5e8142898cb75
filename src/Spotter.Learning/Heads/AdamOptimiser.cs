namespace Spotter.Learning.Heads;

/// <summary>
/// D. P. Kingma and J. Ba, "Adam: A Method for Stochastic Optimization", 2015, algorithm 1, with the constants given there.
/// </summary>
/// <param name="length">How many parameters there are.</param>
/// <param name="learningRate">How far a step goes.</param>
internal sealed class AdamOptimiser(int length, double learningRate)
{
    private const float Beta1 = 0.9f;
    private const float Beta2 = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly float[] _mean = new float[length];
    private readonly float[] _square = new float[length];
    private int _step;

    /// <summary>Moves parameters one step against their gradient.</summary>
    public void Step(float[] parameters, float[] gradient)
    {
        _step++;
        var rate = (float)(learningRate * Math.Sqrt(1 - Math.Pow(Beta2, _step)) / (1 - Math.Pow(Beta1, _step)));
        for (var i = 0; i < parameters.Length; i++)
        {
            _mean[i] = (Beta1 * _mean[i]) + ((1 - Beta1) * gradient[i]);
            _square[i] = (Beta2 * _square[i]) + ((1 - Beta2) * gradient[i] * gradient[i]);
            parameters[i] -= rate * _mean[i] / (MathF.Sqrt(_square[i]) + Epsilon);
        }
    }
}
