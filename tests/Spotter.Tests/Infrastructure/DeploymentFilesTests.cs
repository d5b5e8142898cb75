using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace Spotter.Tests.Infrastructure;

public sealed partial class DeploymentFilesTests
{
    [Fact]
    public void Every_value_that_a_user_may_give_is_explained()
    {
        var page = InfraFiles.Read("docs", "azure.md");
        var values = InfraFiles.ReadJson("infra", "main.parameters.json")["parameters"]!.AsObject()
            .Select(pair => Value().Match(pair.Value!["value"]!.GetValue<string>()).Value)
            .Where(name => !name.StartsWith("AZURE_", StringComparison.Ordinal));

        Assert.All(values, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void The_host_sends_telemetry_by_OpenTelemetry_and_takes_the_hub_from_the_settings()
    {
        var host = InfraFiles.ReadJson("host.json");
        var durable = host["extensions"]!["durableTask"]!;

        Assert.Equal("OpenTelemetry", host["telemetryMode"]!.GetValue<string>());
        Assert.Equal("%TASKHUB_NAME%", durable["hubName"]!.GetValue<string>());
        Assert.Equal("", host["extensions"]!["http"]!["routePrefix"]!.GetValue<string>());
        Assert.False(durable["extendedSessionsEnabled"]!.GetValue<bool>());
        // No type is the storage account.
        Assert.Null(durable["storageProvider"]!["type"]);
    }

    [Theory]
    [InlineData("controlQueueVisibilityTimeout")]
    [InlineData("workItemQueueVisibilityTimeout")]
    public void The_work_of_a_lost_instance_is_taken_up_after_a_minute(string timeout)
    {
        var provider = InfraFiles.ReadJson("host.json")["extensions"]!["durableTask"]!["storageProvider"]!;

        Assert.Equal("00:01:00", provider[timeout]!.GetValue<string>());
    }

    [Fact]
    public void The_host_for_a_scheduler_differs_in_its_storage_provider_only()
    {
        var host = InfraFiles.ReadJson("infra", "host.scheduler.json");
        var durable = host["extensions"]!["durableTask"]!.AsObject();
        var provider = durable["storageProvider"]!;

        // What is said of queues is the storage account's alone.
        Assert.Equal(["connectionStringName", "type"], provider.AsObject().Select(pair => pair.Key).Order(StringComparer.Ordinal));
        Assert.Equal("azureManaged", provider["type"]!.GetValue<string>());
        Assert.Equal("DURABLE_TASK_SCHEDULER_CONNECTION_STRING", provider["connectionStringName"]!.GetValue<string>());

        var plain = InfraFiles.ReadJson("host.json");
        plain["extensions"]!["durableTask"]!.AsObject().Remove("storageProvider");
        durable.Remove("storageProvider");
        Assert.True(JsonNode.DeepEquals(plain, host));
    }

    [Fact]
    public void The_service_is_the_published_app()
    {
        var service = Child(Yaml(), "services", "functions");

        Assert.Equal("./src/FunctionsApp", Text(service, "project"));
        Assert.Equal("dotnet", Text(service, "language"));
        Assert.Equal("function", Text(service, "host"));
    }

    [Fact]
    public void Every_hook_is_there_for_both_shells()
    {
        var yaml = Yaml();
        var service = Child(yaml, "services", "functions");
        (YamlMappingNode Hooks, string From)[] places = [(Child(yaml, "hooks"), "."), (Child(service, "hooks"), Text(service, "project"))];

        foreach (var (hooks, from) in places)
            foreach (var (hook, shells) in hooks.Children)
            {
                var (windows, posix) = (Child((YamlMappingNode)shells, "windows"), Child((YamlMappingNode)shells, "posix"));
                Assert.Equal("pwsh", Text(windows, "shell"));
                Assert.Equal("sh", Text(posix, "shell"));
                AssertScript(from, Text(windows, "run"), $"{hook}.ps1", "#");
                AssertScript(from, Text(posix, "run"), $"{hook}.sh", "#!/bin/sh");
            }
    }

    [SkippableFact]
    public void Hooks_can_be_run()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no executable bit.");
        if (OperatingSystem.IsWindows())
            return;

        foreach (var script in Directory.EnumerateFiles(InfraFiles.PathOf("infra", "hooks"), "*.sh"))
            Assert.True(File.GetUnixFileMode(script).HasFlag(UnixFileMode.UserExecute), $"{script} is not executable.");
    }

    private static void AssertScript(string from, string run, string name, string start)
    {
        var path = Path.GetFullPath(InfraFiles.PathOf(from, run));
        Assert.Equal(name, Path.GetFileName(path));
        Assert.StartsWith(start, File.ReadAllText(path), StringComparison.Ordinal);
    }

    private static YamlMappingNode Yaml()
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(InfraFiles.Read("azure.yaml")));
        return (YamlMappingNode)yaml.Documents.Single().RootNode;
    }

    private static YamlMappingNode Child(YamlMappingNode node, params string[] path) =>
        path.Aggregate(node, (at, key) => (YamlMappingNode)at.Children[key]);

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node.Children[key]).Value!;

    [GeneratedRegex("[A-Z][A-Z_]+")]
    private static partial Regex Value();
}
