namespace Spotter.Tests.Infrastructure;

[Collection(BicepCompiler.Name)]
public sealed class RoleTests(BicepCompiler compiler)
{
    private const string BlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b";
    private const string QueueDataContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88";
    private const string TableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";
    private const string MetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb";
    private const string SecretsUser = "4633458b-17de-408a-b874-0445c86b69e6";
    private const string SecretsOfficer = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7";
    private const string DurableTaskDataContributor = "0ad04412-c4d5-4796-b79c-f76d14c8d402";

    private static readonly (string Role, string Who, string Over)[] Always =
    [
        (BlobDataOwner, "app", "Microsoft.Storage/storageAccounts"),
        (SecretsUser, "app", "Microsoft.KeyVault/vaults"),
        (MetricsPublisher, "app", "Microsoft.Insights/components"),
        (SecretsOfficer, "deployer", "Microsoft.KeyVault/vaults"),
    ];

    [SkippableTheory]
    [InlineData("default")]
    [InlineData("clarifai")]
    [InlineData("network")]
    public async Task With_the_task_hub_in_storage_the_app_also_makes_queues_and_tables(string way) => await AssertRolesAsync(
        way,
        (QueueDataContributor, "app", "Microsoft.Storage/storageAccounts"),
        (TableDataContributor, "app", "Microsoft.Storage/storageAccounts"));

    [SkippableFact]
    public async Task With_a_scheduler_the_app_needs_its_own_table_and_the_task_hub_alone() => await AssertRolesAsync(
        "scheduler",
        (TableDataContributor, "app", "Microsoft.Storage/storageAccounts/tableServices/tables"),
        (DurableTaskDataContributor, "app", "Microsoft.DurableTask/schedulers/taskHubs"),
        (DurableTaskDataContributor, "deployer", "Microsoft.DurableTask/schedulers/taskHubs"));

    private async Task AssertRolesAsync(string way, params (string Role, string Who, string Over)[] besides) =>
        Assert.Equal(Always.Concat(besides).Order(), (await compiler.PredictAsync(way)).Roles.Order());
}
