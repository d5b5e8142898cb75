namespace Spotter.Scanning;

/// <summary>Starts scans that a person asks for.</summary>
public interface IScanStarter
{
    /// <summary>Starts a scan, which goes on when this has returned.</summary>
    /// <param name="scan">What is asked for.</param>
    /// <param name="cancellationToken">Gives up starting, and stops no scan that was started.</param>
    /// <returns>False where a scan of the account is running already.</returns>
    Task<bool> TryStartAsync(ScanRequest scan, CancellationToken cancellationToken);
}
