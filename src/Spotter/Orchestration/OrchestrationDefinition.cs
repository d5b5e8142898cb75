namespace Spotter.Orchestration;

/// <summary>An orchestration: its name, and its code, which every host runs.</summary>
/// <param name="Name">Unique among all orchestrations.</param>
/// <param name="RunAsync">The code, deterministic as <see cref="IOrchestrationContext"/> says.</param>
public sealed record OrchestrationDefinition<TInput, TOutput>(string Name, Func<IOrchestrationContext, TInput, Task<TOutput>> RunAsync);
