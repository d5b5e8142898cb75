using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.WebJobs;
using Microsoft.Azure.WebJobs.Extensions.DurableTask;
using Microsoft.Azure.WebJobs.Host.Config;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Spotter.FunctionsApp.TestHost.Durable;
using Spotter.FunctionsApp.TestHost.Http;
using Spotter.FunctionsApp.TestHost.Published;
using Spotter.FunctionsApp.TestHost.Worker;
using Spotter.FunctionsApp.TestHost.Worker.Messages;

namespace Spotter.FunctionsApp.TestHost;

/// <summary>
/// Runs a published app as the Functions host does: the WebJobs host with the Durable extension in this process, and the app as a worker in
/// another one, over the worker's own
/// protocol. Timers run when they are told to.
/// </summary>
public sealed class FunctionsHost : IAsyncDisposable
{
    // Where the Functions host puts host.json, and where the WebJobs host is told to look.
    private const string JobHostSection = "AzureFunctionsJobHost";

    private readonly PublishedApp _app;
    private readonly IReadOnlyDictionary<string, string> _settings;
    private readonly IConfiguration _configuration;
    private readonly ILoggerFactory _logs;
    private readonly DurableClients _clients = new();
    private readonly HttpMessageInvoker _http = new(
        new PatientHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }));
    private readonly WorkerSupervisor _workers;
    private readonly WebApplication _server;
    private IHost? _jobs;

    private FunctionsHost(PublishedApp app, IReadOnlyDictionary<string, string> settings, HostLog log)
    {
        _app = app;
        _settings = new Dictionary<string, string>(settings) { ["FUNCTIONS_WORKER_RUNTIME"] = "dotnet-isolated" };
        _configuration = Configure(app, _settings);
        Log = log;
        _logs = LoggerFactory.Create(ConfigureLog);
        _workers = new WorkerSupervisor(app, _settings, _clients, _logs);
        _server = BuildServer();
    }

    /// <summary>Where its HTTP functions are, with a slash at the end.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What the worker and the host said.</summary>
    public HostLog Log { get; }

    /// <summary>The process of the worker that takes calls now, or of the next one where none does.</summary>
    public async Task<int> FindWorkerProcessIdAsync() => (await _workers.GetReadyAsync()).Id;

    /// <summary>Starts the worker and the host; returns when every function can be called.</summary>
    /// <param name="app">The app.</param>
    /// <param name="settings">Its settings, by the names of environment variables.</param>
    /// <param name="log">Where what is said goes.</param>
    /// <exception cref="WorkerProcessExitException">The app cannot start; the log says why.</exception>
    public static async Task<FunctionsHost> StartAsync(PublishedApp app, IReadOnlyDictionary<string, string> settings, HostLog log)
    {
        var host = new FunctionsHost(app, settings, log);
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a timer's function now.</summary>
    /// <exception cref="FunctionFailedException">It threw.</exception>
    public async Task FireTimerAsync(string function)
    {
        var trigger = new TypedData { Json = JsonSerializer.Serialize(new { Schedule = new { AdjustForDST = true }, IsPastDue = false }) };
        var timer = _app.Get(function);
        var worker = await _workers.GetReadyAsync();
        WorkerSupervisor.Read(await worker.InvokeAsync(new Invocation(timer, trigger, await _workers.FindClientAsync(timer))));
    }

    /// <summary>The schedule of a timer, with the settings that it names between percent signs put in.</summary>
    /// <exception cref="InvalidOperationException">There is no such setting: the Functions host would not start.</exception>
    public string ScheduleOf(string function) => Regex.Replace(
        _app.Get(function).Trigger.Find("schedule")!,
        "%([^%]+)%",
        name => _settings.TryGetValue(name.Groups[1].Value, out var value) ? value : throw new InvalidOperationException(
            $"{function} needs the setting {name.Groups[1].Value}."));

    /// <summary>
    /// Kills the worker once it has answered a call of an orchestrator or activity and <paramref name="observe"/> has seen the call's
    /// effect, before the answer is passed on:
    /// what was done is done, and nobody knows. The next worker is started at once.
    /// </summary>
    /// <param name="function">The function's name.</param>
    /// <param name="inputHolds">What the call's input must hold; the first such call is meant.</param>
    /// <param name="observe">Given the input, looks for the effect where it is kept; throws where it is not there.</param>
    /// <returns>The death, once it happened; an error of <paramref name="observe"/>.</returns>
    public Task<WorkerDeath> KillWorkerAfterAsync(string function, string inputHolds, Func<string, Task> observe) =>
        _workers.KillAfterAsync(function, inputHolds, observe);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_jobs is not null)
            await _jobs.StopAsync();
        await _workers.DisposeAsync();
        await _server.DisposeAsync();
        _jobs?.Dispose();
        _http.Dispose();
        _logs.Dispose();
    }

    // A setting may stand in for one of host.json: AzureFunctionsJobHost__extensions__...
    private static IConfigurationRoot Configure(
        PublishedApp app, IReadOnlyDictionary<string, string> settings) => new ConfigurationBuilder()
        .AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(
            $$"""{ "{{JobHostSection}}": {{app.HostJson}}, "AzureWebJobsConfigurationSection": "{{JobHostSection}}" }""")))
        .AddInMemoryCollection(settings.Select(
            setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)))
        .Build();

    private void ConfigureLog(ILoggingBuilder logging) =>
        logging.AddConfiguration(_configuration.GetSection($"{JobHostSection}:logging")).AddProvider(Log);

    private async Task StartAsync()
    {
        await _server.StartAsync();
        // In the order in which they were asked for.
        var addresses = _server
            .Services.GetRequiredService<IServer>()
            .Features.Get<IServerAddressesFeature>()!
            .Addresses.Select(address => new Uri(address))
            .ToList();
        Address = addresses[1];
        await _workers.StartAsync(addresses[0]);

        var functions = DurableFunctionType.Make(_app);
        _jobs = BuildJobs(functions);
        await _jobs.StartAsync();
        foreach (var function in _app.Functions.Where(function => function.Client is not null))
            await _jobs.Services.GetRequiredService<IJobHost>().CallAsync(DurableFunctionType.NameOfBinder(function));
    }

    private WebApplication BuildServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Warning).AddProvider(Log);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (null, null));
        builder.Services.AddSingleton(_workers);
        var server = builder.Build();
        server.MapGrpcService<FunctionRpcService>();
        new HttpTriggers(_app, _workers, _http).Map(server);
        return server;
    }

    private IHost BuildJobs(Type functions) => new HostBuilder()
        .ConfigureWebJobs(jobs => jobs.AddAzureStorageCoreServices().AddDurableTask())
        .ConfigureAppConfiguration(configuration => configuration.AddConfiguration(_configuration))
        .ConfigureLogging(ConfigureLog)
        .ConfigureServices(services => services
            .AddSingleton<IFunctionInvoker>(_workers)
            .AddSingleton(_clients)
            .AddSingleton<INameResolver>(new SettingNames(_settings))
            .AddSingleton<ITypeLocator>(new FunctionTypes(functions))
#pragma warning disable CS0618 // See WebHooks.
            .AddSingleton<IWebHookProvider>(new WebHooks(Address)))
#pragma warning restore CS0618
        .Build();
}
