using Spotter.Learning.Heads;

namespace Spotter.Learning.Tests.Captions;

public sealed class GeluNetworkTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_gradient_is_how_the_loss_changes(int labels)
    {
        var network = new GeluNetwork(inputs: 3, hidden: 5, labels, seed: 1);
        float[][] rows = [[1, -0.5f, 2], [0.3f, 1, -1], [-2, 0.1f, 0.7f]];
        int[] right = [0, 1, labels - 1];
        network.Loss(rows, right);
        var gradient = network.Gradient.ToArray();

        for (var i = 0; i < gradient.Length; i++)
        {
            const float Step = 1e-2f;
            var before = network.Parameters[i];
            network.Parameters[i] = before + Step;
            var above = network.Loss(rows, right);
            network.Parameters[i] = before - Step;
            var below = network.Loss(rows, right);
            network.Parameters[i] = before;
            Assert.Equal((above - below) / (2 * Step), gradient[i], 3);
        }
    }

    [Fact]
    public void With_two_labels_one_output_decides_and_its_sigmoid_is_the_second_score()
    {
        var head = new GeluNetwork(inputs: 2, hidden: 4, labels: 2, seed: 1).ToHead();

        var logits = head.Logits([0.5f, -1]);

        Assert.Equal(0, logits[0]);
        Assert.Equal(1 / (1 + Math.Exp(-logits[1])), head.Score([0.5f, -1])[1], 5);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.841345)]
    [InlineData(-1, -0.158655)]
    [InlineData(3, 2.99595)]
    [InlineData(-10, 0)]
    public void Gelu_is_x_times_the_share_of_a_normal_distribution_below_x(float value, double expected)
    {
        var result = new float[1];

        Gelu.Apply([value], result);

        Assert.Equal(expected, result[0], 1e-5);
    }
}
