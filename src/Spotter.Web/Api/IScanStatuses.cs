namespace Spotter.Web.Api;

/// <summary>Tells how a scan goes, by its id, where a host keeps that.</summary>
public interface IScanStatuses
{
    /// <summary>How it goes; null where there is no scan of that id.</summary>
    Task<ShownScan?> FindAsync(string id, CancellationToken cancellationToken);
}
