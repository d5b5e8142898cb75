namespace Spotter.Cli.Tests.VirtualDays;

/// <summary>Tests that look at what all threads of the process do run alone.</summary>
[CollectionDefinition(nameof(NothingBeside), DisableParallelization = true)]
public sealed class NothingBeside;
