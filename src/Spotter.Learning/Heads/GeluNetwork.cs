using System.Numerics.Tensors;
using Spotter.Models;

namespace Spotter.Learning.Heads;

/// <summary>
/// Two linear layers with GELU between them. For two labels the second has one output, whose sigmoid is the second label's score (binary
/// cross entropy); for more, one for each and a softmax. Parameters: the weights and bias of the first layer, then those of the second.
/// </summary>
internal sealed class GeluNetwork
{
    // So many units go to a core at once; the result is the same whatever the number of cores.
    private const int UnitsAtOnce = 16;

    private readonly int _inputs;
    private readonly int _hidden;
    private readonly int _labels;
    private readonly int _outputs;
    private readonly int _second;

    /// <param name="inputs">How many features there are.</param>
    /// <param name="hidden">Units of the hidden layer.</param>
    /// <param name="labels">How many labels there are, two or more.</param>
    /// <param name="seed">Where the weights begin.</param>
    public GeluNetwork(int inputs, int hidden, int labels, int seed)
    {
        (_inputs, _hidden, _labels, _outputs) = (inputs, hidden, labels, labels == 2 ? 1 : labels);
        _second = hidden * (inputs + 1);
        Parameters = new float[_second + (_outputs * (hidden + 1))];
        Gradient = new float[Parameters.Length];
        var random = new Random(seed);
        Begin(Parameters.AsSpan(0, _second), inputs, random);
        Begin(Parameters.AsSpan(_second), hidden, random);
    }

    public float[] Parameters { get; }

    /// <summary>Of the loss that <see cref="Loss"/> looked at last.</summary>
    public float[] Gradient { get; }

    /// <summary>The mean of -log(score of the right label) over rows; sets <see cref="Gradient"/>.</summary>
    /// <param name="rows">Features.</param>
    /// <param name="labels">The right label of each.</param>
    public double Loss(float[][] rows, int[] labels)
    {
        Array.Clear(Gradient);
        var sums = new float[rows.Length][];
        for (var row = 0; row < rows.Length; row++)
            sums[row] = new float[_hidden];
        EachUnit(unit =>
        {
            var weights = Parameters.AsSpan(unit * _inputs, _inputs);
            for (var row = 0; row < rows.Length; row++)
                sums[row][unit] = TensorPrimitives.Dot(weights, rows[row]) + Parameters[(_hidden * _inputs) + unit];
        });

        var loss = 0.0;
        for (var row = 0; row < rows.Length; row++)
            loss += Backward(sums[row], labels[row], 1f / rows.Length);

        EachUnit(unit =>
        {
            var slopes = Gradient.AsSpan(unit * _inputs, _inputs);
            for (var row = 0; row < rows.Length; row++)
                TensorPrimitives.MultiplyAdd(rows[row], sums[row][unit], slopes, slopes);
            Gradient[(_hidden * _inputs) + unit] = sums.Sum(row => row[unit]);
        });
        return loss / rows.Length;
    }

    /// <summary>The head that the parameters describe. With two labels the first one's logit is 0.</summary>
    public Head ToHead()
    {
        var first = new DenseLayer(_inputs, _hidden, Parameters[..(_hidden * _inputs)], Parameters[(_hidden * _inputs).._second]);
        var bias = _second + (_outputs * _hidden);
        var nothing = _labels - _outputs;
        var second = new DenseLayer(
            _hidden,
            _labels,
            [.. new float[nothing * _hidden], .. Parameters[_second..bias]],
            [.. new float[nothing], .. Parameters[bias..]]);
        return new Head([first, second]) { Activation = Activation.Gelu };
    }

    // PyTorch's beginning of a linear layer: evenly between -1 and 1 over the root of its inputs.
    private static void Begin(Span<float> parameters, int inputs, Random random)
    {
        for (var i = 0; i < parameters.Length; i++)
            parameters[i] = (float)(((2 * random.NextDouble()) - 1) / Math.Sqrt(inputs));
    }

    // Turns the units' sums into what each of them changes of the loss.
    private double Backward(float[] sums, int label, float weight)
    {
        var units = new float[_hidden];
        Gelu.Apply(sums, units);
        var slopes = new float[_labels];
        var bias = _second + (_outputs * _hidden);
        var nothing = _labels - _outputs;
        for (var output = 0; output < _outputs; output++)
            slopes[nothing + output] = TensorPrimitives.Dot<float>(Parameters.AsSpan(_second + (output * _hidden), _hidden), units)
                + Parameters[bias + output];
        Softmax.InPlace(slopes);
        var loss = -Math.Log(Math.Max(slopes[label], float.Epsilon));

        slopes[label] -= 1;
        var changes = new float[_hidden];
        for (var output = 0; output < _outputs; output++)
        {
            var slope = slopes[nothing + output] * weight;
            var weights = Parameters.AsSpan(_second + (output * _hidden), _hidden);
            var target = Gradient.AsSpan(_second + (output * _hidden), _hidden);
            TensorPrimitives.MultiplyAdd(units, slope, target, target);
            TensorPrimitives.MultiplyAdd(weights, slope, changes, changes);
            Gradient[bias + output] += slope;
        }

        for (var unit = 0; unit < _hidden; unit++)
            sums[unit] = changes[unit] * Gelu.Slope(sums[unit]);
        return loss;
    }

    private void EachUnit(Action<int> work) => Parallel.For(0, (_hidden + UnitsAtOnce - 1) / UnitsAtOnce, block =>
    {
        for (var unit = block * UnitsAtOnce; unit < Math.Min(_hidden, (block + 1) * UnitsAtOnce); unit++)
            work(unit);
    });
}
