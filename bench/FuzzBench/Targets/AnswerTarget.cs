using FuzzBench.Running;

namespace FuzzBench.Targets;

/// <summary>What other sides answer.</summary>
internal sealed class AnswerTarget(ITarget sources, ITarget slack, ITarget clarifai) : ITarget
{
    public Task<bool> TryAsync(FuzzInput input, CancellationToken cancellationToken)
    {
        var target = input.Chance.Next(100) switch
        {
            < 75 => sources,
            < 95 => slack,
            _ => clarifai,
        };
        return target.TryAsync(input, cancellationToken);
    }
}
