using FuzzBench.Running;

namespace FuzzBench.Targets;

/// <summary>What inputs of one kind are given to.</summary>
internal interface ITarget
{
    /// <summary>Makes an input and gives it to the product. What should not happen is thrown.</summary>
    /// <returns>True where it was taken, false where it was refused as it should be.</returns>
    Task<bool> TryAsync(FuzzInput input, CancellationToken cancellationToken);
}
