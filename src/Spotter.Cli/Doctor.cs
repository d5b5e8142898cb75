using Spotter.Cli.Commands;
using Spotter.Web.Checks;

namespace Spotter.Cli;

/// <summary>Checks for the pages what <c>spotter doctor</c> checks.</summary>
internal sealed class Doctor(IServiceProvider services) : IDoctor
{
    public async IAsyncEnumerable<DoctorCheck> CheckAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new DoctorCheck("settings", true, "valid");
        await foreach (var check in DoctorCommand.CheckAsync(CommandHost.Over(services), send: false, cancellationToken))
            yield return check;
    }
}
