namespace Spotter.Web.Checks;

/// <summary>Looks whether a host can work: what <c>spotter doctor</c> does.</summary>
public interface IDoctor
{
    /// <summary>Looks at one thing after the other. Sources and channels are asked within their call budgets.</summary>
    IAsyncEnumerable<DoctorCheck> CheckAsync(CancellationToken cancellationToken);
}
