namespace Spotter.Tests.Infrastructure;

/// <summary>Each .bicepparam file of infra/ways is one way of deploying.</summary>
[Collection(BicepCompiler.Name)]
public sealed class WayTests(BicepCompiler compiler)
{
    private static readonly string[] Always =
    [
        "Microsoft.Authorization/roleAssignments",
        "Microsoft.Insights/components",
        "Microsoft.Insights/workbooks",
        "Microsoft.KeyVault/vaults",
        "Microsoft.KeyVault/vaults/secrets",
        "Microsoft.ManagedIdentity/userAssignedIdentities",
        "Microsoft.OperationalInsights/workspaces",
        "Microsoft.Resources/resourceGroups",
        "Microsoft.Storage/storageAccounts",
        "Microsoft.Storage/storageAccounts/blobServices",
        "Microsoft.Storage/storageAccounts/blobServices/containers",
        "Microsoft.Storage/storageAccounts/queueServices",
        "Microsoft.Storage/storageAccounts/tableServices",
        "Microsoft.Storage/storageAccounts/tableServices/tables",
        "Microsoft.Web/serverfarms",
        "Microsoft.Web/sites",
        "Microsoft.Web/sites/config",
    ];

    private static readonly string[] Stores = ["Microsoft.Storage/storageAccounts", "Microsoft.KeyVault/vaults"];

    public static TheoryData<string> Ways => [.. InfraFiles.Below(".bicepparam").Select(file => Path.GetFileNameWithoutExtension(file))];

    [SkippableTheory]
    [InlineData("default")]
    [InlineData("clarifai")]
    [InlineData("scheduler", "Microsoft.DurableTask/schedulers", "Microsoft.DurableTask/schedulers/taskHubs")]
    [InlineData(
        "network",
        "Microsoft.Network/privateDnsZones",
        "Microsoft.Network/privateDnsZones/virtualNetworkLinks",
        "Microsoft.Network/privateEndpoints",
        "Microsoft.Network/privateEndpoints/privateDnsZoneGroups",
        "Microsoft.Network/virtualNetworks")]
    public async Task A_way_makes_what_it_needs_and_nothing_else(string way, params string[] besides) => Assert.Equal(
        Always.Concat(besides).Order(StringComparer.Ordinal),
        (await compiler.PredictAsync(way)).Types.Order(StringComparer.Ordinal));

    [SkippableTheory]
    [InlineData("default")]
    [InlineData("clarifai", "useClarifai", "clarifaiKey")]
    [InlineData("scheduler", "useDurableTaskScheduler")]
    [InlineData("network", "vnetEnabled", "clarifaiKey")]
    public async Task A_way_gives_what_azd_gives_and_turns_on_what_it_is_for(string way, params string[] turnedOn)
    {
        string[] options = ["principalId", "useClarifai", "clarifaiKey", "useDurableTaskScheduler", "vnetEnabled"];
        var byAzd = InfraFiles.ReadJson("infra", "main.parameters.json")["parameters"]!.AsObject().Select(pair => pair.Key);

        var given = await compiler.ParametersAsync(way);

        Assert.Equal(
            byAzd.Except(options).Concat(turnedOn).Order(StringComparer.Ordinal),
            given.Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.All(turnedOn.Where(name => name != "clarifaiKey"), name => Assert.True(given[name]!["value"]!.GetValue<bool>()));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_way_is_explained(string way) =>
        Assert.Contains($"`{way}`", InfraFiles.Read("docs", "azure.md"), StringComparison.Ordinal);

    [SkippableTheory]
    [MemberData(nameof(Ways))]
    public async Task No_resource_is_made_through_a_preview(string way) => Assert.All(
        (await compiler.PredictAsync(way)).Resources,
        resource => Assert.Matches(@"^\d{4}-\d\d-\d\d$", Deployment.Text(resource, "apiVersion")));

    [SkippableTheory]
    [MemberData(nameof(Ways))]
    public async Task No_secret_leaves_the_parameters(string way)
    {
        Assert.Contains(BicepCompiler.Secret, (await compiler.ParametersAsync(way)).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(BicepCompiler.Secret, (await compiler.PredictAsync(way)).Snapshot, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Behind_a_network_only_private_endpoints_lead_to_what_is_stored()
    {
        var deployment = await compiler.PredictAsync("network");

        Assert.All(Stores, type => Assert.Equal("Disabled", Deployment.Text(deployment.Only(type), "properties.publicNetworkAccess")));
        Assert.All(Stores, type => Assert.Equal("Deny", Deployment.Text(deployment.Only(type), "properties.networkAcls.defaultAction")));
        var connections = deployment.OfType("Microsoft.Network/privateEndpoints")
            .Select(endpoint => endpoint["properties"]!["privateLinkServiceConnections"]![0]!["properties"]!);
        Assert.Equal(["blob", "queue", "table", "vault"], connections.Select(connection => connection["groupIds"]![0]!.GetValue<string>()));
    }

    [SkippableFact]
    public async Task Behind_a_network_the_app_joins_the_subnet_that_its_plan_asks_for()
    {
        var deployment = await compiler.PredictAsync("network");

        var network = deployment.Only("Microsoft.Network/virtualNetworks");
        var subnet = network["properties"]!["subnets"]!.AsArray().Single(subnet => subnet!["properties"]!["delegations"] is not null)!;
        Assert.Equal("Microsoft.App/environments", Deployment.Text(subnet["properties"]!["delegations"]![0]!, "properties.serviceName"));
        Assert.Equal(
            $"{Deployment.Text(network, "id")}/subnets/{Deployment.Text(subnet, "name")}",
            Deployment.Text(deployment.Only("Microsoft.Web/sites"), "properties.virtualNetworkSubnetId"));
    }

    [SkippableTheory]
    [InlineData("default")]
    [InlineData("clarifai")]
    [InlineData("scheduler")]
    public async Task Without_a_network_identities_get_in_from_anywhere(string way)
    {
        var deployment = await compiler.PredictAsync(way);

        Assert.All(Stores, type => Assert.Equal("Enabled", Deployment.Text(deployment.Only(type), "properties.publicNetworkAccess")));
        Assert.Null(deployment.Only("Microsoft.Web/sites")["properties"]!["virtualNetworkSubnetId"]);
    }
}
