using SlackNet;

namespace Spotter.FunctionsApp.Alerting;

/// <summary>Points SlackNet, which knows one address only, to the address of the settings.</summary>
internal sealed class SlackNetAddresses(string baseAddress, SlackJsonSettings json) : ISlackUrlBuilder
{
    private const string FixedAddress = "https://slack.com";

    private readonly ISlackUrlBuilder _builder = Default.UrlBuilder(json);

    public string Url(string apiMethod, Dictionary<string, object> args) =>
        baseAddress.TrimEnd('/') + _builder.Url(apiMethod, args)[FixedAddress.Length..];
}
