using Spotter.Azure.State;

namespace Spotter.FunctionsApp.Startup;

/// <summary>Makes what is missing in the storage, before any function runs.</summary>
public sealed class StorageStartup(StorageSetup setup) : StartupTask
{
    public override Task StartingAsync(CancellationToken cancellationToken) => setup.MakeAsync(cancellationToken);
}
