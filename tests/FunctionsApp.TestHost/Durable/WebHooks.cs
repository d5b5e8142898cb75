using Microsoft.Azure.WebJobs.Host.Config;

namespace Spotter.FunctionsApp.TestHost.Durable;

/// <summary>Tells the Durable extension the address that it writes into client bindings for people to ask. Nobody asks there.</summary>
#pragma warning disable CS0618 // The extension takes it all the same.
internal sealed class WebHooks(Uri address) : IWebHookProvider
{
    public Uri GetUrl(IExtensionConfigProvider extension) => new(address, "runtime/webhooks/durabletask");
}
#pragma warning restore CS0618
