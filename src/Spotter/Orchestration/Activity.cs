namespace Spotter.Orchestration;

/// <summary>Names an activity and its types, so that an orchestration can call it without knowing the host.</summary>
/// <typeparam name="TInput">Serialised into the history: keys, not data.</typeparam>
/// <typeparam name="TOutput">Serialised into the history: keys, not data.</typeparam>
/// <param name="Name">Unique among all activities.</param>
public sealed record Activity<TInput, TOutput>(string Name);
