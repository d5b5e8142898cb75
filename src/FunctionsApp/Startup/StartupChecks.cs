using Microsoft.Extensions.Configuration;
using Spotter.Azure;

namespace Spotter.FunctionsApp.Startup;

/// <summary>Finds settings that are missing before anything starts.</summary>
internal static class StartupChecks
{
    // What the app sees of a reference that could not be followed.
    private const string UnresolvedReference = "@Microsoft.KeyVault(";

    // Without it nothing is shown, and scans go on.
    private const string AccessKey = "Web:AccessKey";

    // The names are those of the clients' own parameters.
    private static readonly (string Section, string Address)[] Services = [(AzureStorageServices.BlobSection, "serviceUri"), (
        AzureStorageServices.TableSection, "endpoint")];

    /// <exception cref="StartupException">A setting is missing; the message names it.</exception>
    public static void Require(IConfiguration configuration)
    {
        foreach (
            var (section, address) in Services.Where(service =>
                configuration[$"{service.Section}:{service.Address}"] is null
                && configuration[$"{service.Section}:connectionString"] is null
            )
        )
            throw new StartupException(
                $"{Setting(section)}__{address} is missing: set it to the service's address, or {Setting(section)}__connectionString to "
                    + $"UseDevelopmentStorage=true for Azurite."
            );
        if (configuration["MONITOR_SCHEDULE"] is null)
            throw new StartupException(
                "MONITOR_SCHEDULE is missing: set it to how often due watches are looked for, six cron fields in UTC such as 0 */5 * * * *."
            );

        foreach (
            var (name, _) in configuration
                .AsEnumerable()
                .Where(pair => IsUnresolved(pair.Value) && pair.Key != AccessKey)
        )
            throw new StartupException(
                $"{Setting(name)} refers to a secret that cannot be read. Set the secret in the vault (docs/azure.md, Set the tokens) "
                    + $"and restart the app."
            );
    }

    /// <summary>True for what stands in the place of a secret that could not be read.</summary>
    public static bool IsUnresolved(string? value) => value?.StartsWith(UnresolvedReference, StringComparison.Ordinal) == true;

    private static string Setting(string name) => name.Replace(":", "__", StringComparison.Ordinal);
}
