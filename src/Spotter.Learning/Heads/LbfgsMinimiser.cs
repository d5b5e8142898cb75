using System.Numerics.Tensors;

namespace Spotter.Learning.Heads;

/// <summary>
/// Limited-memory BFGS with a backtracking line search (J. Nocedal and S. Wright, "Numerical Optimization", 2nd ed., algorithms 7.4, 7.5
/// and 3.1).
/// For smooth convex functions; the same input gives the same result.
/// </summary>
// Not MathNet.Numerics' LimitedMemoryBfgsMinimizer: it takes vectors of doubles, not heads of floats, and throws where a line search fails.
internal static class LbfgsMinimiser
{
    private const int Memory = 10;
    private const int MaxSteps = 200;
    private const float GradientTolerance = 1e-5f;
    private const double LossTolerance = 1e-7;
    private const double SufficientDecrease = 1e-4;

    /// <summary>Moves the parameters to the minimum.</summary>
    /// <param name="function">Given the parameters, writes the gradient and returns the value.</param>
    /// <param name="parameters">Where it starts, and receives the minimum.</param>
    public static void Minimise(Func<float[], float[], double> function, float[] parameters)
    {
        var history = new LinkedList<(float[] Step, float[] Change, double Curvature)>();
        var gradient = new float[parameters.Length];
        var value = function(parameters, gradient);
        for (
            var step = 0;
            step < MaxSteps && TensorPrimitives.MaxMagnitude<float>(gradient) is var steepest && Math.Abs(steepest) > GradientTolerance;
            step++
        )
        {
            var direction = Direction(gradient, history);
            var (next, nextGradient, nextValue) = Search(function, parameters, gradient, value, direction);
            if (nextValue >= value)
                return;

            Remember(history, parameters, gradient, next, nextGradient);
            next.CopyTo(parameters, 0);
            var gain = value - nextValue;
            (gradient, value) = (nextGradient, nextValue);
            if (gain < LossTolerance * Math.Max(1e-3, Math.Abs(value)))
                return;
        }
    }

    // The two loops of algorithm 7.4: minus the inverse Hessian's estimate times the gradient.
    private static float[] Direction(float[] gradient, LinkedList<(float[] Step, float[] Change, double Curvature)> history)
    {
        var direction = new float[gradient.Length];
        TensorPrimitives.Negate(gradient, direction);
        var shares = new Stack<float>();
        for (var entry = history.Last; entry is not null; entry = entry.Previous)
        {
            var share = (float)(TensorPrimitives.Dot<float>(entry.Value.Step, direction) / entry.Value.Curvature);
            shares.Push(share);
            TensorPrimitives.MultiplyAdd(entry.Value.Change, -share, direction, direction);
        }

        if (history.Last is { Value: var last })
            TensorPrimitives.Multiply(direction, (float)(last.Curvature / TensorPrimitives.SumOfSquares<float>(last.Change)), direction);

        foreach (var (step, change, curvature) in history)
        {
            var share = (float)(TensorPrimitives.Dot<float>(change, direction) / curvature);
            TensorPrimitives.MultiplyAdd(step, shares.Pop() - share, direction, direction);
        }

        return direction;
    }

    private static (float[] Next, float[] Gradient, double Value) Search(
        Func<float[], float[], double> function, float[] parameters, float[] gradient, double value, float[] direction)
    {
        var slope = TensorPrimitives.Dot<float>(gradient, direction);
        var next = new float[parameters.Length];
        var nextGradient = new float[parameters.Length];
        for (var length = 1f; length > 1e-6f; length /= 2)
        {
            TensorPrimitives.MultiplyAdd(direction, length, parameters, next);
            var nextValue = function(next, nextGradient);
            if (nextValue <= value + (SufficientDecrease * length * slope))
                return (next, nextGradient, nextValue);
        }

        return (parameters, gradient, value);
    }

    private static void Remember(
        LinkedList<(float[] Step, float[] Change, double Curvature)> history,
        float[] parameters,
        float[] gradient,
        float[] next,
        float[] nextGradient
    )
    {
        var step = new float[parameters.Length];
        var change = new float[parameters.Length];
        TensorPrimitives.Subtract(next, parameters, step);
        TensorPrimitives.Subtract(nextGradient, gradient, change);
        var curvature = TensorPrimitives.Dot<float>(step, change);
        // Rounding can make the last tiny steps look concave; they teach nothing.
        if (curvature <= 1e-12f)
            return;

        history.AddLast((step, change, curvature));
        if (history.Count > Memory)
            history.RemoveFirst();
    }
}
