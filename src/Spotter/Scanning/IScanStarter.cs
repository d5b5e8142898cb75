namespace Spotter.Scanning;

/// <summary>Starts scans that a person asks for.</summary>
public interface IScanStarter
{
    /// <summary>Starts a scan, which goes on when this has returned.</summary>
    /// <param name="scan">What is asked for.</param>
    /// <param name="cancellationToken">Gives up starting, and stops no scan that was started.</param>
    Task<ScanStart> StartAsync(ScanRequest scan, CancellationToken cancellationToken);
}
