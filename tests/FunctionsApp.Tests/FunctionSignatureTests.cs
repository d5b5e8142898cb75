using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.FunctionsApp.Orchestration;
using Spotter.Orchestration;
using Spotter.Scanning;

namespace Spotter.FunctionsApp.Tests;

/// <summary>What the host and everybody who calls it can count on.</summary>
public sealed class FunctionSignatureTests
{
    private static readonly IReadOnlyList<MethodInfo> Functions =
        [.. typeof(AzureServices).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(
            method => method.GetCustomAttribute<FunctionAttribute>() is not null)];

    [Fact]
    public void One_function_answers_at_every_address_and_asks_for_the_key_itself()
    {
        var function = Assert.Single(Functions, function => TriggerOf<HttpTriggerAttribute>(function) is not null);

        var trigger = TriggerOf<HttpTriggerAttribute>(function)!;
        Assert.Equal(("Site", "{*address}", AuthorizationLevel.Anonymous), (NameOf(function), trigger.Route, trigger.AuthLevel));
        Assert.Equal(["get", "head", "post", "put", "delete"], trigger.Methods!);
    }

    [Theory]
    [InlineData("MonitorTimer", "%MONITOR_SCHEDULE%")]
    [InlineData("HistoryPurge", "0 */10 * * * *")]
    public void A_timer_has_its_schedule(string name, string schedule) =>
        Assert.Equal(schedule, TriggerOf<TimerTriggerAttribute>(name).Schedule);

    [Fact]
    public void Every_orchestration_has_a_function_of_its_name() =>
        Assert.Equal(
            [nameof(MonitorAccounts), nameof(ScanAccount)],
            Functions
                .Where(function => TriggerOf<OrchestrationTriggerAttribute>(function) is not null)
                .Select(NameOf)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Every_activity_has_a_function_of_its_name_that_takes_its_input_and_answers()
    {
        var activities = typeof(ScanAccount).Assembly.GetTypes()
            .Select(type => type.GetInterfaces().FirstOrDefault(
                port => port.IsGenericType && port.GetGenericTypeDefinition() == typeof(IActivity<,,>))?.GenericTypeArguments)
            .OfType<Type[]>()
            .Select(types => $"{types[0].Name}: {types[1]} -> {typeof(ActivityAnswer)}");
        var functions = Functions
            .Where(function => TriggerOf<ActivityTriggerAttribute>(function) is not null)
            .Select(function =>
                $"{NameOf(function)}: {function.GetParameters()[0].ParameterType} -> {function.ReturnType.GenericTypeArguments[0]}"
            );

        Assert.Equal(activities.Order(StringComparer.Ordinal), functions.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_class_of_functions_can_be_made_from_the_services_of_the_app()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["MONITOR_SCHEDULE"] = "0 */5 * * * *",
            ["Storage:Blobs:connectionString"] = "UseDevelopmentStorage=true",
            ["Storage:Tables:connectionString"] = "UseDevelopmentStorage=true",
        }).Build();
        await using var services = new ServiceCollection().AddLogging().AddSpotter(configuration).BuildServiceProvider();

        foreach (var type in Functions.Select(function => function.DeclaringType!).Where(type => !type.IsAbstract).Distinct())
            Assert.NotNull(ActivatorUtilities.CreateInstance(services, type));
    }

    private static string NameOf(MethodInfo function) => function.GetCustomAttribute<FunctionAttribute>()!.Name;

    private static T TriggerOf<T>(string name) where T : Attribute => TriggerOf<T>(Functions.Single(function => NameOf(function) == name))!;

    private static T? TriggerOf<T>(MethodInfo function) where T : Attribute =>
        function.GetParameters().Select(parameter => parameter.GetCustomAttribute<T>()).FirstOrDefault(trigger => trigger is not null);
}
