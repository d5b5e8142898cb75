using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Testing;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.DependencyInjection;
using Spotter.FunctionsApp.Orchestration;

namespace Spotter.FunctionsApp.Tests.Orchestration;

/// <summary>The Durable engine in this process, with the app's own functions for orchestrations and activities.</summary>
internal sealed class DurableHost : IAsyncDisposable
{
    private readonly DurableTaskTestHost _host;

    private DurableHost(DurableTaskTestHost host) => _host = host;

    public DurableTaskClient Client => _host.Client;

    public IServiceProvider Services => _host.Services;

    /// <param name="configure">Adds the app's services.</param>
    /// <param name="afterActivity">Happens when an activity has run to its end, before the engine hears of it.</param>
    public static async Task<DurableHost> StartAsync(Action<IServiceCollection> configure, Action<string>? afterActivity = null)
    {
        var options = new DurableTaskTestHostOptions
        {
            Port = FindFreePort(),
            ConfigureServices = services => Configure(services, configure),
        };
        DurableTaskTestHost? host = null;
        host = await DurableTaskTestHost.StartAsync(registry => Register(registry, () => host!.Services, afterActivity), options);
        return new DurableHost(host);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>Runs an orchestration to its end.</summary>
    public async Task<TOutput> RunAsync<TOutput>(string name, object input, string instanceId)
    {
        await Client.ScheduleNewOrchestrationInstanceAsync(name, input, new StartOrchestrationOptions(instanceId));
        return await WaitAsync<TOutput>(instanceId);
    }

    /// <summary>Waits for an orchestration's end.</summary>
    public async Task<TOutput> WaitAsync<TOutput>(string instanceId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        var ended = await Client.WaitForInstanceCompletionAsync(instanceId, getInputsAndOutputs: true, patience.Token);
        Assert.True(
            ended.RuntimeStatus == OrchestrationRuntimeStatus.Completed, $"{ended.RuntimeStatus}: {ended.FailureDetails?.ErrorMessage}");
        return ended.ReadOutputAs<TOutput>()!;
    }

    /// <summary>Waits until an orchestration's status holds the text.</summary>
    public async Task<string> WaitForStatusAsync(string instanceId, string text)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var instance = await Client.GetInstanceAsync(instanceId, getInputsAndOutputs: true, patience.Token);
            if (instance?.SerializedCustomStatus is { } status && status.Contains(text, StringComparison.Ordinal))
                return status;

            await Task.Delay(20, patience.Token);
        }
    }

    private static void Configure(IServiceCollection services, Action<IServiceCollection> configure)
    {
        var converter = new JsonDataConverter(AzureServices.DurableJson);
        services.PostConfigureAll<DurableTaskWorkerOptions>(options => options.DataConverter = converter);
        services.PostConfigureAll<DurableTaskClientOptions>(options => options.DataConverter = converter);
        configure(services);
    }

    private static void Register(DurableTaskRegistry registry, Func<IServiceProvider> services, Action<string>? afterActivity)
    {
        foreach (var method in FunctionsOf(typeof(OrchestratorFunctions)))
            Invoke(
                nameof(AddOrchestrator),
                [method.GetParameters()[1].ParameterType, method.ReturnType.GenericTypeArguments[0]],
                registry,
                method
            );
        foreach (var method in FunctionsOf(typeof(ActivityFunctions)))
            Invoke(
                nameof(AddActivity),
                [method.GetParameters()[0].ParameterType, method.ReturnType.GenericTypeArguments[0]],
                registry,
                method,
                services,
                afterActivity
            );
    }

    private static IEnumerable<MethodInfo> FunctionsOf(Type type) =>
        type.GetMethods().Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null);

    private static string NameOf(MethodInfo function) => function.GetCustomAttribute<FunctionAttribute>()!.Name;

    private static void Invoke(string method, Type[] types, params object?[] arguments) =>
        typeof(DurableHost)
            .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(types)
            .Invoke(null, arguments);

    private static void AddOrchestrator<TInput, TOutput>(DurableTaskRegistry registry, MethodInfo function) =>
        registry.AddOrchestratorFunc(NameOf(function), function.CreateDelegate<Func<TaskOrchestrationContext, TInput, Task<TOutput>>>());

    private static void AddActivity<TInput, TOutput>(
        DurableTaskRegistry registry,
        MethodInfo function,
        Func<IServiceProvider> services,
        Action<string>? afterActivity
    ) =>
        registry.AddActivityFunc<TInput, TOutput>(
            NameOf(function),
            async (_, input) =>
            {
                var functions = ActivatorUtilities.CreateInstance<ActivityFunctions>(services());
                var bound = function
                    .GetParameters()[1..]
                    .Select(parameter =>
                        parameter.ParameterType == typeof(DurableTaskClient)
                            ? services().GetRequiredService<DurableTaskClient>()
                            : (object)CancellationToken.None
                    );
                var output = await (Task<TOutput>)function.Invoke(functions, [input, .. bound])!;
                afterActivity?.Invoke(NameOf(function));
                return output;
            }
        );

    private static int FindFreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
