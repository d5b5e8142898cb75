using System.Text.RegularExpressions;
using Spotter.Alerting;
using Spotter.Classifying.Hosted;
using Spotter.Sources;
using Spotter.Watching;

namespace Spotter.Tests.Infrastructure;

public sealed partial class BicepTests
{
    [Theory]
    [InlineData("Microsoft.Authorization/roleAssignments")]
    [InlineData("Microsoft.DurableTask/schedulers")]
    [InlineData("Microsoft.Insights/components")]
    [InlineData("Microsoft.Insights/workbooks")]
    [InlineData("Microsoft.KeyVault/vaults")]
    [InlineData("Microsoft.ManagedIdentity/userAssignedIdentities")]
    [InlineData("Microsoft.Network/privateDnsZones")]
    [InlineData("Microsoft.Network/privateEndpoints")]
    [InlineData("Microsoft.Network/virtualNetworks")]
    [InlineData("Microsoft.OperationalInsights/workspaces")]
    [InlineData("Microsoft.Resources/resourceGroups")]
    [InlineData("Microsoft.Storage/storageAccounts")]
    [InlineData("Microsoft.Web/serverfarms")]
    [InlineData("Microsoft.Web/sites")]
    public void Every_resource_is_there(string type) =>
        Assert.Matches($@"(?m)^resource \w+ '{Regex.Escape(type)}@\d{{4}}-\d\d-\d\d' = (if \(|\[|\{{)", InfraFiles.Bicep);

    [Theory]
    [InlineData("storageBlobDataOwner", "b7e6dc6d-f1e8-4753-8033-0f276bb0955b", "account")]
    [InlineData("storageQueueDataContributor", "974c5e8b-45b9-4653-ba55-5f855dd0fb88", "account")]
    [InlineData("storageTableDataContributor", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "account")]
    [InlineData("storageTableDataContributor", "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3", "account::tables::state")]
    [InlineData("monitoringMetricsPublisher", "3913510d-42f4-4e42-8a64-420c390055eb", "insights")]
    [InlineData("keyVaultSecretsUser", "4633458b-17de-408a-b874-0445c86b69e6", "vault")]
    [InlineData("keyVaultSecretsOfficer", "b86a8fe4-44ce-4948-aee5-eccb2c155cd7", "vault")]
    public void Every_role_is_given_over_one_resource(string role, string id, string scope)
    {
        var access = InfraFiles.Read("infra", "app", "access.bicep");

        Assert.Contains($"{role}: '{id}'", access, StringComparison.Ordinal);
        Assert.Contains($"name: guid({scope}.id, ", access, StringComparison.Ordinal);
        Assert.Contains(Assignments(access), assignment => assignment.Contains($"roles.{role}", StringComparison.Ordinal) && assignment.Contains($"scope: {scope}\n", StringComparison.Ordinal));
    }

    [Fact]
    public void The_scheduler_lets_in_by_its_task_hub()
    {
        var scheduler = InfraFiles.Read("infra", "app", "scheduler.bicep");

        Assert.Contains("'0ad04412-c4d5-4796-b79c-f76d14c8d402'", scheduler, StringComparison.Ordinal);
        Assert.All(Assignments(scheduler), assignment => Assert.Contains("scope: scheduler::taskHub\n", assignment, StringComparison.Ordinal));
    }

    [Fact]
    public void No_role_is_given_over_a_resource_group_or_more() =>
        Assert.All(Assignments(InfraFiles.Bicep), assignment => Assert.Matches(@"\n  scope: (account|vault|insights|scheduler)\b", assignment));

    [Theory]
    [InlineData("AzureWebJobsStorage__credential")]
    [InlineData("AzureWebJobsStorage__clientId")]
    [InlineData("AzureWebJobsStorage__blobServiceUri")]
    [InlineData("AzureWebJobsStorage__queueServiceUri")]
    [InlineData("AzureWebJobsStorage__tableServiceUri")]
    [InlineData("APPLICATIONINSIGHTS_CONNECTION_STRING")]
    [InlineData("APPLICATIONINSIGHTS_AUTHENTICATION_STRING")]
    [InlineData("TASKHUB_NAME")]
    [InlineData("MONITOR_SCHEDULE")]
    [InlineData("DURABLE_TASK_SCHEDULER_CONNECTION_STRING")]
    [InlineData("AzureFunctionsJobHost__extensions__durableTask__storageProvider__type")]
    [InlineData("AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName")]
    [InlineData("Storage__Blobs__serviceUri")]
    [InlineData("Storage__Blobs__credential")]
    [InlineData("Storage__Blobs__clientId")]
    [InlineData("Storage__Tables__endpoint")]
    [InlineData("Storage__Tables__credential")]
    [InlineData("Storage__Tables__clientId")]
    [InlineData("Sources__Instagram__AccessToken")]
    [InlineData("Channels__slack__Token")]
    [InlineData("Clarifai__Key")]
    public void Every_setting_that_the_app_reads_is_there(string setting) => Assert.Contains(setting, Settings());

    [Fact]
    public void Settings_are_called_as_the_options_call_them()
    {
        var sections = new Dictionary<string, Type>
        {
            ["Watching"] = typeof(WatchingOptions),
            ["Sources__Instagram"] = typeof(InstagramOptions),
            ["Channels__slack"] = typeof(ChannelOptions),
            ["Clarifai"] = typeof(ClarifaiOptions),
        };
        var ours = Settings().Where(setting => sections.Keys.Any(section => setting.StartsWith(section + "__", StringComparison.Ordinal))).ToList();

        Assert.NotEmpty(ours);
        Assert.All(ours, setting => Assert.NotNull(sections[setting[..setting.LastIndexOf("__", StringComparison.Ordinal)]].GetProperty(setting[(setting.LastIndexOf("__", StringComparison.Ordinal) + 2)..])));
    }

    [Fact]
    public void Tokens_reach_the_app_by_reference_only()
    {
        var functions = InfraFiles.Read("infra", "app", "functions.bicep");

        Assert.All(["AccessToken", "Token", "Key"], name => Assert.Matches($@"__{name}: '@Microsoft\.KeyVault\(SecretUri=\${{vault\.properties\.vaultUri}}secrets/[a-z-]+\)'", functions));
        Assert.Contains("keyVaultReferenceIdentity: identityId", functions, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(?m)^output .*(secret|token|key)\b.*listKeys|(?m)^output .*Token\b", InfraFiles.Bicep);
    }

    [Theory]
    [InlineData("functions.bicep", "name: 'FC1'")]
    [InlineData("functions.bicep", "tier: 'FlexConsumption'")]
    [InlineData("functions.bicep", "name: 'dotnet-isolated'")]
    [InlineData("functions.bicep", "version: '10.0'")]
    [InlineData("functions.bicep", "instanceMemoryMB: 2048")]
    [InlineData("functions.bicep", "type: 'UserAssignedIdentity'")]
    [InlineData("functions.bicep", "httpsOnly: true")]
    [InlineData("storage.bicep", "allowSharedKeyAccess: false")]
    [InlineData("storage.bicep", "allowBlobPublicAccess: false")]
    [InlineData("storage.bicep", "minimumTlsVersion: 'TLS1_2'")]
    [InlineData("storage.bicep", "[deploymentContainerName, 'pictures', 'state']")]
    [InlineData("storage.bicep", "name: 'spotter'")]
    [InlineData("vault.bicep", "enableRbacAuthorization: true")]
    [InlineData("vault.bicep", "enableSoftDelete: true")]
    [InlineData("monitoring.bicep", "DisableLocalAuth: true")]
    [InlineData("network.bicep", "'Microsoft.App/environments'")]
    public void Resources_are_set_up_as_they_must_be(string module, string line) =>
        Assert.Contains(line, InfraFiles.Read("infra", "app", module), StringComparison.Ordinal);

    [Fact]
    public void The_rescan_address_is_told() => Assert.Contains("output RESCAN_ADDRESS string = '${functions.outputs.apiAddress}/accounts/{source}/{handle}/rescan'", InfraFiles.Bicep, StringComparison.Ordinal);

    [Fact]
    public void Every_file_that_is_named_exists()
    {
        foreach (var bicep in Directory.EnumerateFiles(InfraFiles.PathOf("infra"), "*.bicep", SearchOption.AllDirectories))
            Assert.All(
                NamedFile().Matches(File.ReadAllText(bicep)).Select(match => match.Groups["file"].Value),
                file => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(bicep)!, file)), $"{bicep} names {file}."));
    }

    [Theory]
    [InlineData("spotter.posts", "posts-per-hour.kql")]
    [InlineData("spotter.failures", "failures-by-kind.kql")]
    [InlineData("spotter.alert.delay", "alert-delay.kql")]
    public void The_workbook_asks_for_every_metric(string metric, string query)
    {
        Assert.Contains($"name == '{metric}'", InfraFiles.Read("infra", "queries", query), StringComparison.Ordinal);
        Assert.Contains($"loadTextContent('../queries/{query}')", InfraFiles.Read("infra", "app", "monitoring.bicep"), StringComparison.Ordinal);
    }

    private static List<string> Assignments(string bicep) =>
        [.. bicep.Split("\nresource ").Where(block => block.Contains("'Microsoft.Authorization/roleAssignments@", StringComparison.Ordinal)).Select(block => block[..block.IndexOf("\n}", StringComparison.Ordinal)])];

    private static HashSet<string> Settings() =>
        [.. Setting().Matches(InfraFiles.Read("infra", "app", "functions.bicep")).Select(match => match.Groups["name"].Value)];

    [GeneratedRegex(@"(?:^|\{) +(?<name>[A-Za-z]+__\w+|[A-Z]+_[A-Z_]+): ", RegexOptions.Multiline)]
    private static partial Regex Setting();

    [GeneratedRegex(@"(?:^module \w+ |load\w+Content\()'(?<file>[^']+)'", RegexOptions.Multiline)]
    private static partial Regex NamedFile();
}
