namespace Spotter.Tests.Infrastructure;

[Collection(BicepCompiler.Name)]
public sealed class ResourceTests(BicepCompiler compiler)
{
    [SkippableTheory]
    [InlineData("Microsoft.Web/serverfarms", "sku.name", "FC1")]
    [InlineData("Microsoft.Web/serverfarms", "sku.tier", "FlexConsumption")]
    [InlineData("Microsoft.Web/sites", "properties.functionAppConfig.runtime.name", "dotnet-isolated")]
    [InlineData("Microsoft.Web/sites", "properties.functionAppConfig.runtime.version", "10.0")]
    [InlineData("Microsoft.Web/sites", "properties.functionAppConfig.scaleAndConcurrency.instanceMemoryMB", "2048")]
    [InlineData("Microsoft.Web/sites", "properties.functionAppConfig.deployment.storage.authentication.type", "UserAssignedIdentity")]
    [InlineData("Microsoft.Web/sites", "properties.httpsOnly", "true")]
    [InlineData("Microsoft.Storage/storageAccounts", "properties.allowSharedKeyAccess", "false")]
    [InlineData("Microsoft.Storage/storageAccounts", "properties.allowBlobPublicAccess", "false")]
    [InlineData("Microsoft.Storage/storageAccounts", "properties.minimumTlsVersion", "TLS1_2")]
    [InlineData("Microsoft.KeyVault/vaults", "properties.enableRbacAuthorization", "true")]
    [InlineData("Microsoft.KeyVault/vaults", "properties.enableSoftDelete", "true")]
    [InlineData("Microsoft.OperationalInsights/workspaces", "properties.features.disableLocalAuth", "true")]
    public async Task A_resource_is_set_up_as_it_must_be(string type, string property, string value) =>
        Assert.Equal(value, Deployment.Text((await compiler.PredictAsync("default")).Only(type), property));

    [SkippableFact]
    public async Task One_identity_reads_the_package_and_the_secrets()
    {
        var deployment = await compiler.PredictAsync("default");

        var app = deployment.Only("Microsoft.Web/sites");
        var identity = deployment.IdOf("Microsoft.ManagedIdentity/userAssignedIdentities");
        Assert.Equal(identity, Deployment.Text(app, "properties.keyVaultReferenceIdentity"));
        Assert.Equal(
            identity,
            Deployment.Text(app, "properties.functionAppConfig.deployment.storage.authentication.userAssignedIdentityResourceId"));
    }

    [SkippableFact]
    public async Task Storage_has_a_place_for_the_package_the_models_the_pictures_and_the_state()
    {
        var deployment = await compiler.PredictAsync("default");

        var containers = deployment.NamesOf("Microsoft.Storage/storageAccounts/blobServices/containers").ToList();
        var package = Assert.Single(containers.Except(["models", "pictures", "state", "videos"]));
        var source = Deployment.Text(deployment.Only("Microsoft.Web/sites"), "properties.functionAppConfig.deployment.storage.value");
        Assert.Equal(5, containers.Count);
        Assert.EndsWith($"'{package}')]", source, StringComparison.Ordinal);
        Assert.Equal(["spotter"], deployment.NamesOf("Microsoft.Storage/storageAccounts/tableServices/tables"));
    }

    [SkippableFact]
    public async Task The_app_is_tagged_with_the_service_that_azd_deploys()
    {
        var app = (await compiler.PredictAsync("default")).Only("Microsoft.Web/sites");

        Assert.Equal("functions", Deployment.Text(app, "tags.azd-service-name"));
    }

    [SkippableFact]
    public async Task The_rescan_address_is_told() => Assert.Matches(
        @"^\[format\('\{0\}/accounts/\{\{source\}\}/\{\{handle\}\}/rescan', format\('https://\{0\}/api', .+\)\)\]$",
        (await compiler.PredictAsync("default")).Output("RESCAN_ADDRESS"));

    [SkippableTheory]
    [InlineData("spotter.posts")]
    [InlineData("spotter.failures")]
    [InlineData("spotter.alert.delay")]
    public async Task The_workbook_asks_for_every_metric(string metric)
    {
        var workbook = (await compiler.PredictAsync("default")).Only("Microsoft.Insights/workbooks");

        Assert.Contains($"name == '{metric}'", Deployment.Text(workbook, "properties.serializedData"), StringComparison.Ordinal);
    }
}
