using System.Text.RegularExpressions;
using Spotter.Alerting;
using Spotter.Models.Hosted;
using Spotter.Sources.Instagram;
using Spotter.Watching;

namespace Spotter.Tests.Infrastructure;

/// <summary>The app settings, which are all that the app knows of the resources around it.</summary>
[Collection(BicepCompiler.Name)]
public sealed partial class SettingTests(BicepCompiler compiler)
{
    private const string Identity = "Microsoft.ManagedIdentity/userAssignedIdentities";

    private static readonly string[] Always =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "AZURE_CLIENT_ID",
        "AzureWebJobsDisableHomepage",
        "AzureWebJobsStorage__blobServiceUri",
        "AzureWebJobsStorage__clientId",
        "AzureWebJobsStorage__credential",
        "AzureWebJobsStorage__queueServiceUri",
        "AzureWebJobsStorage__tableServiceUri",
        "Channels__slack__Channel",
        "Channels__slack__Token",
        "Channels__slack__Type",
        "MONITOR_SCHEDULE",
        "Sources__Instagram__AccessToken",
        "Sources__Instagram__UserId",
        "Storage__Blobs__clientId",
        "Storage__Blobs__credential",
        "Storage__Blobs__serviceUri",
        "Storage__Tables__clientId",
        "Storage__Tables__credential",
        "Storage__Tables__endpoint",
        "TASKHUB_NAME",
        "Watching__Accounts__0",
        "Watching__Accounts__1",
        "Watching__Model",
        "Watching__Schedule",
        "Watching__TimeZone",
        "Web__AccessKey",
        "Web__Hosts__0",
    ];

    [SkippableTheory]
    [InlineData("default")]
    [InlineData("network")]
    [InlineData("clarifai", "Clarifai__Key")]
    [InlineData(
        "scheduler",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__type",
        "DURABLE_TASK_SCHEDULER_CONNECTION_STRING")]
    public async Task The_app_has_the_settings_that_it_reads(string way, params string[] besides) => Assert.Equal(
        Always.Concat(besides).Order(StringComparer.Ordinal),
        (await compiler.PredictAsync(way)).Settings.Keys.Order(StringComparer.Ordinal));

    [SkippableFact]
    public async Task Settings_are_called_as_the_options_call_them()
    {
        var sections = new Dictionary<string, Type>
        {
            ["Watching__"] = typeof(WatchingOptions),
            ["Sources__Instagram__"] = typeof(InstagramOptions),
            ["Channels__slack__"] = typeof(ChannelOptions),
            ["Clarifai__"] = typeof(ClarifaiOptions),
        };
        var names = (await compiler.PredictAsync("clarifai")).Settings.Keys;

        foreach (var (section, options) in sections)
        {
            var ours = names.Where(name => name.StartsWith(section, StringComparison.Ordinal)).ToList();
            Assert.NotEmpty(ours);
            Assert.All(ours, name => Assert.NotNull(options.GetProperty(Trailing().Replace(name, "")[section.Length..])));
        }
    }

    [SkippableTheory]
    [InlineData("AZURE_CLIENT_ID")]
    [InlineData("AzureWebJobsStorage__clientId")]
    [InlineData("Storage__Blobs__clientId")]
    [InlineData("Storage__Tables__clientId")]
    public async Task Host_and_worker_take_the_identity_of_the_app(string setting)
    {
        var deployment = await compiler.PredictAsync("default");

        var identity = deployment.IdOf(Identity);
        Assert.Matches($@"^\[{ReferenceTo(identity)}\.clientId\]$", deployment.Settings[setting]);
        Assert.NotNull(deployment.Only("Microsoft.Web/sites")["identity"]!["userAssignedIdentities"]![identity]);
    }

    [SkippableFact]
    public async Task Telemetry_is_taken_with_a_token_only_and_the_host_has_one()
    {
        var deployment = await compiler.PredictAsync("default");

        const string insights = "Microsoft.Insights/components";
        Assert.Equal("true", Deployment.Text(deployment.Only(insights), "properties.DisableLocalAuth"));
        Assert.Matches(
            $@"^\[{ReferenceTo(deployment.IdOf(insights))}\.ConnectionString\]$",
            deployment.Settings["APPLICATIONINSIGHTS_CONNECTION_STRING"]);
        Assert.Matches(
            $@"^\[format\('ClientId=\{{0\}};Authorization=AAD', {ReferenceTo(deployment.IdOf(Identity))}\.clientId\)\]$",
            deployment.Settings["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"]);
    }

    [SkippableTheory]
    [InlineData("Sources__Instagram__AccessToken")]
    [InlineData("Channels__slack__Token")]
    [InlineData("Web__AccessKey")]
    [InlineData("Clarifai__Key")]
    public async Task A_token_reaches_the_app_by_reference_to_a_secret_that_a_deployment_can_set(string setting)
    {
        var deployment = await compiler.PredictAsync("clarifai");

        var vault = ReferenceTo(deployment.IdOf("Microsoft.KeyVault/vaults"));
        var reference = Regex.Match(
            deployment.Settings[setting],
            $@"^\[format\('@Microsoft\.KeyVault\(SecretUri=\{{0\}}secrets/(?<secret>[a-z-]+)\)', {vault}\.vaultUri\)\]$");
        Assert.Contains(reference.Groups["secret"].Value, deployment.NamesOf("Microsoft.KeyVault/vaults/secrets"));
    }

    [SkippableFact]
    public async Task The_scheduler_is_reached_with_the_identity_of_the_app_at_the_hub_of_the_settings()
    {
        var deployment = await compiler.PredictAsync("scheduler");

        var scheduler = ReferenceTo(deployment.IdOf("Microsoft.DurableTask/schedulers"));
        var identity = ReferenceTo(deployment.IdOf(Identity));
        Assert.Equal(deployment.NamesOf("Microsoft.DurableTask/schedulers/taskHubs"), [deployment.Settings["TASKHUB_NAME"]]);
        Assert.Matches(
            $@"'Endpoint=\{{0\}};Authentication=ManagedIdentity;ClientID=\{{1\}}', {scheduler}\.endpoint, {identity}\.clientId\)\]$",
            deployment.Settings["DURABLE_TASK_SCHEDULER_CONNECTION_STRING"]);
    }

    [SkippableFact]
    public async Task What_an_environment_gives_reaches_the_app()
    {
        var settings = (await compiler.PredictAsync("default")).Settings;

        Assert.Equal("0 */7 * * * *", settings["MONITOR_SCHEDULE"]);
        Assert.Equal("America/New_York", settings["Watching__TimeZone"]);
        Assert.Equal("instagram:davesfreshpasta", settings["Watching__Accounts__0"]);
        Assert.Equal("instagram:othershop", settings["Watching__Accounts__1"]);
        Assert.Equal("lunch.example.com", settings["Web__Hosts__0"]);
    }

    [SkippableFact]
    public async Task The_local_settings_are_those_that_the_app_has_on_Azure()
    {
        var local = InfraFiles.ReadJson("src", "FunctionsApp", "local.settings.json.example")["Values"]!.AsObject();
        var names = (await compiler.PredictAsync("default")).Settings.Keys;

        Assert.Equal("dotnet-isolated", local["FUNCTIONS_WORKER_RUNTIME"]!.GetValue<string>());
        var ours = local.Select(pair => pair.Key)
            .Where(key => key.Contains("__", StringComparison.Ordinal) && !key.EndsWith("__connectionString", StringComparison.Ordinal));
        Assert.All(ours, key => Assert.Contains(key, names));
    }

    private static string ReferenceTo(string id) => $@"reference\('{Regex.Escape(id)}', '[\d-]+'\)";

    [GeneratedRegex(@"__\d+$")]
    private static partial Regex Trailing();
}
