using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Newtonsoft.Json;
using Spotter.FunctionsApp.TestHost.Durable;
using Spotter.FunctionsApp.TestHost.Published;
using Spotter.FunctionsApp.TestHost.Worker.Messages;

namespace Spotter.FunctionsApp.TestHost.Worker;

/// <summary>Keeps one worker running: where it ends, another is started, as the Functions host does.</summary>
internal sealed class WorkerSupervisor(
    PublishedApp app,
    IReadOnlyDictionary<string, string> settings,
    DurableClients clients,
    ILoggerFactory logs
) : IFunctionInvoker, IAsyncDisposable
{
    // Text such as a time must come through as it was written.
    private static readonly JsonSerializerSettings AsWritten = new() { DateParseHandling = DateParseHandling.None };

    private readonly ConcurrentDictionary<WorkerTrap, bool> _traps = new();
    private volatile WorkerProcess? _current;
    private volatile bool _isStopping;
    private Task _watch = Task.CompletedTask;

    /// <summary>The process that runs now.</summary>
    public WorkerProcess Current => _current ?? throw new InvalidOperationException("No worker was started.");

    /// <summary>Starts the first worker and waits until it is ready.</summary>
    /// <param name="host">Where this host listens to workers.</param>
    /// <exception cref="WorkerProcessExitException">It ended before; the log says why.</exception>
    public async Task StartAsync(Uri host)
    {
        _current = new WorkerProcess(app, host, settings, FindTrap, logs);
        await _current.Ready;
        _watch = RestartAsync(host);
    }

    /// <summary>The process that is called so.</summary>
    public WorkerProcess Get(string workerId) =>
        Current.WorkerId == workerId ? Current : throw new InvalidOperationException($"This host started no worker {workerId}.");

    /// <summary>The running process, as soon as it takes calls.</summary>
    public async Task<WorkerProcess> GetReadyAsync()
    {
        while (true)
        {
            var worker = Current;
            try
            {
                await worker.Ready;
                if (!worker.Exited.IsCompleted)
                    return worker;
            }
            catch (WorkerProcessExitException) when (!_isStopping)
            {
            }

            // The next one is started as soon as this one's end is known.
            await Task.Delay(20);
        }
    }

    /// <inheritdoc/>
    public async Task<object?> RunAsync(string name, string? input)
    {
        var function = app.Get(name);
        var trigger = input is null ? new TypedData() : new TypedData { String = input };
        var client = await FindClientAsync(function);
        var worker = await GetReadyAsync();
        return Read(await worker.InvokeAsync(new Invocation(function, trigger, client)));
    }

    /// <summary>The client binding of a function; null where it takes none.</summary>
    public async Task<string?> FindClientAsync(PublishedFunction function) =>
        function.Client is null ? null : await clients.GetAsync(function.Name);

    /// <summary>Has the worker killed after a call's effect and before its answer is passed on. See <see cref="WorkerTrap"/>.</summary>
    public Task<WorkerDeath> KillAfterAsync(string function, string inputHolds, Func<string, Task> observe)
    {
        var trap = new WorkerTrap(app.Get(function).Name, inputHolds, observe);
        _traps[trap] = true;
        return trap.Death;
    }

    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        if (_current is not { } worker)
            return;

        worker.Kill();
        await worker.Exited;
        await _watch;
        worker.Dispose();
    }

    /// <summary>What a function returned, as the Functions host hands it on.</summary>
    /// <exception cref="FunctionFailedException">It threw.</exception>
    public static object? Read(InvocationResponse response)
    {
        if (response.Result.Status != StatusResult.Types.Status.Success)
            throw new FunctionFailedException(
                response.Result.Status.ToString(), response.Result.Exception?.Message ?? "", response.Result.Exception?.StackTrace ?? "");

        return response.ReturnValue?.DataCase switch
        {
            TypedData.DataOneofCase.String => response.ReturnValue.String,
            TypedData.DataOneofCase.Json => JsonConvert.DeserializeObject(response.ReturnValue.Json, AsWritten),
            TypedData.DataOneofCase.Int => response.ReturnValue.Int,
            TypedData.DataOneofCase.Double => response.ReturnValue.Double,
            _ => null,
        };
    }

    private WorkerTrap? FindTrap(Invocation invocation) => _traps.Keys.FirstOrDefault(trap => trap.TryTake(invocation));

    private async Task RestartAsync(Uri host)
    {
        while (true)
        {
            var ended = Current;
            await ended.Exited;
            if (_isStopping)
                return;

            _current = new WorkerProcess(app, host, settings, FindTrap, logs);
            ended.Dispose();
        }
    }
}
