namespace Spotter.FunctionsApp.Tests.Orchestration;

/// <summary>Is called like what a host reports for an activity whose worker died.</summary>
internal sealed class FunctionInvocationException() : Exception("The worker died.");
