using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.FunctionsApp.Startup;
using Spotter.Web;
using Spotter.Web.Entrance;

namespace Spotter.FunctionsApp.Pages;

/// <summary>Registers the pages and the HTTP API as this host has them.</summary>
internal static class PageServices
{
    // How the platform calls the app.
    private const string HostName = "WEBSITE_HOSTNAME";

    private const string KeyAdvice = "Make one and write it to the secret 'access-key' of the vault: az keyvault secret set --vault-name "
        + "\"$AZURE_KEY_VAULT_NAME\" --name access-key --value \"$(openssl rand -base64 24)\" --output none. The app reads it within 24 "
        + "hours, or at once as docs/azure.md says (Set the tokens). The app setting Web__AccessKey may hold it instead.";

    private static readonly SiteHost Azure = new()
    {
        KeyAdvice = $"No access key is set, so nothing is shown here. {KeyAdvice}",
        KeyPlace = "It is the secret 'access-key' of the app's key vault. Whoever may read it there, where the app was deployed from:",
        // The host of the functions passes all on from this machine, and says last who asks.
        Proxies = ["127.0.0.0/8", "::1"],
        KeyCommand = "eval \"$(azd env get-values)\"\n"
            + "az keyvault secret show --vault-name \"$AZURE_KEY_VAULT_NAME\" --name access-key --query value --output tsv",
        // An instance is paid for as long as it answers.
        NewsEvery = TimeSpan.FromSeconds(30),
        ModelAdvice = "This app trains no models. On a machine that has the command, these bring posts, pictures and corrections there, "
            + "make a new version of the model NAME, compare it with the one in use, and make one file of it, which is uploaded below "
            + "(docs/azure.md, Models).",
        ModelCommands =
        [
            "spotter copy --from azure",
            "spotter train --from-corrections --model NAME --deploy",
            "spotter models pack NAME --out NAME.zip",
        ],
        CheckAdvice = "This app checks its settings when it starts; what is wrong with them, and with anything else, stands in its log. "
            + "Its health says whether the state can be read and the model be loaded. Sources and channels are asked by "
            + "'spotter doctor' on one machine with the same settings.",
        Person = "the pages",
    };

    /// <summary>Adds them.</summary>
    public static IServiceCollection AddPages(this IServiceCollection services, IConfiguration configuration)
    {
        // Scans go on without a key; only the pages do not.
        services.AddSingleton(IsTooShort(configuration["Web:AccessKey"])
            ? Azure with
            {
                KeyAdvice = $"The access key has fewer than {WebOptions.MinKey} characters, so nothing is shown here. {KeyAdvice}",
            }
            : Azure);
        services.AddSite(configuration);
        return services.PostConfigure<WebOptions>(web =>
        {
            // What the app sees of a secret that is not there is no secret.
            if (string.IsNullOrWhiteSpace(web.AccessKey) || StartupChecks.IsUnresolved(web.AccessKey) || IsTooShort(web.AccessKey))
                web.AccessKey = null;
            // On a machine of one's own it has a port.
            if (new HostString(configuration[HostName] ?? "").Host is { Length: > 0 } name && !web.Hosts.Contains(name))
                web.Hosts.Add(name);
        });
    }

    private static bool IsTooShort(string? key) => !string.IsNullOrWhiteSpace(key) && key.Length < WebOptions.MinKey;
}
