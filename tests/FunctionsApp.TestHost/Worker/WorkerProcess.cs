using System.Collections.Concurrent;
using System.Diagnostics;
using System.Threading.Channels;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Spotter.FunctionsApp.TestHost.Published;
using Spotter.FunctionsApp.TestHost.Worker.Messages;

namespace Spotter.FunctionsApp.TestHost.Worker;

/// <summary>One process of the app, from its start to its end.</summary>
internal sealed class WorkerProcess : IDisposable
{
    private readonly PublishedApp _app;
    private readonly ILoggerFactory _logs;
    private readonly ILogger _log;
    private readonly Func<Invocation, WorkerTrap?> _findTrap;
    private readonly Process _process;
    private readonly Channel<StreamingMessage> _outgoing = Channel.CreateUnbounded<StreamingMessage>();
    private readonly ConcurrentDictionary<string, Invocation> _inFlight = new();
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _stillToLoad;

    /// <summary>Starts a process.</summary>
    /// <param name="app">The app.</param>
    /// <param name="host">Where this host listens to workers.</param>
    /// <param name="settings">The app's settings, which the worker sees as environment variables.</param>
    /// <param name="findTrap">Whether the worker is to be killed for the answer to a call.</param>
    /// <param name="logs">Where what it says goes.</param>
    public WorkerProcess(
        PublishedApp app,
        Uri host,
        IReadOnlyDictionary<string, string> settings,
        Func<Invocation, WorkerTrap?> findTrap,
        ILoggerFactory logs
    )
    {
        (_app, _findTrap, _logs, _log) = (app, findTrap, logs, logs.CreateLogger("Worker"));
        _stillToLoad = app.Functions.Count;
        string[] arguments =
        [
            Path.Combine(app.Folder, app.EntryFile),
            "--functions-uri",
            host.ToString(),
            "--functions-worker-id",
            WorkerId,
            "--functions-request-id",
            WorkerId,
            "--functions-grpc-max-message-length",
            int.MaxValue.ToString(),
        ];
        var start = new ProcessStartInfo(app.Executable, arguments)
        {
            WorkingDirectory = app.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        start.Environment["FUNCTIONS_WORKER_DIRECTORY"] = start.Environment["FUNCTIONS_APPLICATION_DIRECTORY"] = app.Folder;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Hear(line.Data);
        _process.ErrorDataReceived += (_, line) => Hear(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Id = _process.Id;
        Exited = WatchAsync();
    }

    /// <summary>What it says who it is when it calls.</summary>
    public string WorkerId { get; } = Guid.NewGuid().ToString();

    /// <summary>Of the process.</summary>
    public int Id { get; }

    /// <summary>Completes when every function is loaded; fails where the process ended before.</summary>
    public Task Ready => _ready.Task;

    /// <summary>The exit code, at the end.</summary>
    public Task<int> Exited { get; }

    /// <summary>Where it serves HTTP itself; null before it said so.</summary>
    public Uri? HttpAddress { get; private set; }

    /// <summary>Ends it with a signal that it cannot catch.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    public void Dispose() => _process.Dispose();

    /// <summary>Speaks with it until either ends.</summary>
    public async Task ConverseAsync(
        IAsyncStreamReader<StreamingMessage> incoming, IAsyncStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        Send(new StreamingMessage { WorkerInitRequest = DescribeHost() });
        await Task.WhenAny(
            ReadAsync(incoming, cancellationToken),
            WriteAsync(outgoing, cancellationToken));
    }

    /// <summary>Has it run a function.</summary>
    /// <exception cref="WorkerProcessExitException">It ended before it answered.</exception>
    public Task<InvocationResponse> InvokeAsync(Invocation invocation)
    {
        _inFlight[invocation.Id] = invocation;
        Send(new StreamingMessage { InvocationRequest = Describe(invocation) });
        // Whoever comes after the end is in nobody's sight.
        if (Exited.IsCompleted)
            FailInFlight();
        return invocation.Answer;
    }

    private static InvocationRequest Describe(Invocation invocation)
    {
        var request = new InvocationRequest
        {
            InvocationId = invocation.Id,
            FunctionId = invocation.Function.Name,
            TraceContext = new TraceContext
            {
                TraceParent = Activity.Current?.Id ?? $"00-{ActivityTraceId.CreateRandom()}-{ActivitySpanId.CreateRandom()}-00",
            },
            RetryContext = new RetryContext(),
        };
        request.InputData.Add(new ParameterBinding { Name = invocation.Function.Trigger.Name, Data = invocation.Trigger });
        if (invocation.Function.Client is { } client)
            request.InputData.Add(new ParameterBinding { Name = client.Name, Data = new TypedData { String = invocation.Client } });
        foreach (var (name, value) in invocation.Metadata)
            request.TriggerMetadata[name] = new TypedData { String = value };
        return request;
    }

    private static BindingInfo Describe(FunctionBinding binding) => new()
    {
        Type = binding.Type,
        Direction = Enum.Parse<BindingInfo.Types.Direction>(binding.Direction, ignoreCase: true),
    };

    private WorkerInitRequest DescribeHost() => new()
    {
        HostVersion = "4.0.0",
        WorkerDirectory = _app.Folder,
        FunctionAppDirectory = _app.Folder,
    };

    private FunctionLoadRequest Describe(PublishedFunction function)
    {
        var metadata = new FunctionMetadata
        {
            FunctionId = function.Name,
            Name = function.Name,
            Directory = _app.Folder,
            ScriptFile = function.ScriptFile,
            EntryPoint = function.EntryPoint,
            Language = "dotnet-isolated",
        };
        foreach (var binding in function.Bindings)
        {
            metadata.Bindings[binding.Name] = Describe(binding);
            metadata.RawBindings.Add(binding.Raw.GetRawText());
        }

        return new FunctionLoadRequest { FunctionId = function.Name, Metadata = metadata };
    }

    private void Send(StreamingMessage message)
    {
        message.RequestId = Guid.NewGuid().ToString();
        _outgoing.Writer.TryWrite(message);
    }

    private async Task ReadAsync(IAsyncStreamReader<StreamingMessage> incoming, CancellationToken cancellationToken)
    {
        await foreach (var message in incoming.ReadAllAsync(cancellationToken))
            React(message);
    }

    private async Task WriteAsync(IAsyncStreamWriter<StreamingMessage> outgoing, CancellationToken cancellationToken)
    {
        await foreach (var message in _outgoing.Reader.ReadAllAsync(cancellationToken))
            await outgoing.WriteAsync(message, cancellationToken);
    }

    private void React(StreamingMessage message)
    {
        switch (message.ContentCase)
        {
            case StreamingMessage.ContentOneofCase.WorkerInitResponse:
                Load(message.WorkerInitResponse);
                break;
            case StreamingMessage.ContentOneofCase.FunctionLoadResponse:
                Count(message.FunctionLoadResponse);
                break;
            case StreamingMessage.ContentOneofCase.InvocationResponse:
                Take(message.InvocationResponse);
                break;
            case StreamingMessage.ContentOneofCase.RpcLog:
                Hear(message.RpcLog);
                break;
        }
    }

    private void Load(WorkerInitResponse response)
    {
        HttpAddress = response.Capabilities.TryGetValue("HttpUri", out var address) ? new Uri(address) : null;
        foreach (var function in _app.Functions)
            Send(new StreamingMessage { FunctionLoadRequest = Describe(function) });
    }

    private void Count(FunctionLoadResponse response)
    {
        if (response.Result.Status != StatusResult.Types.Status.Success)
            _ready.TrySetException(
                new InvalidOperationException($"The worker cannot load {response.FunctionId}: {response.Result.Exception?.Message}"));
        else if (Interlocked.Decrement(ref _stillToLoad) == 0)
            _ready.TrySetResult();
    }

    private void Take(InvocationResponse response)
    {
        if (!_inFlight.TryGetValue(response.InvocationId, out var invocation))
            return;

        if (response.Result.Status == StatusResult.Types.Status.Success && _findTrap(invocation) is { } trap)
        {
            _ = trap.SpringAsync(invocation, this);
            return;
        }

        _inFlight.TryRemove(response.InvocationId, out _);
        invocation.Complete(response);
    }

    private void Hear(string? line)
    {
        if (line is not null)
            _log.LogInformation("{Line}", line);
    }

    // The levels have the same numbers.
    private void Hear(RpcLog entry) =>
        _logs.CreateLogger(entry.Category).Log((LogLevel)entry.Level, "{Message} {Error}", entry.Message, entry.Exception?.Message);

    private async Task<int> WatchAsync()
    {
        await _process.WaitForExitAsync();
        _log.LogWarning("Process {Id} exited with code {Code}. In flight: {Functions}", Id, _process.ExitCode, string.Join(
            ", ", _inFlight.Values.Select(call => call.Function.Name)));
        _ready.TrySetException(Gone());
        FailInFlight();
        return _process.ExitCode;
    }

    private void FailInFlight()
    {
        foreach (var id in _inFlight.Keys)
            if (_inFlight.TryRemove(id, out var invocation))
                invocation.Fail(Gone());
    }

    private WorkerProcessExitException Gone() =>
        new($"{_app.Executable} {_app.EntryFile} (process {Id}) exited with code {_process.ExitCode}");
}
