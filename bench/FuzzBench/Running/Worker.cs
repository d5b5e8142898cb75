using System.Diagnostics;
using System.Text.Json;
using FuzzBench.Mutating;
using FuzzBench.Targets;

namespace FuzzBench.Running;

/// <summary>Tries inputs of one kind, in a process of its own: what is native can end it.</summary>
internal sealed class Worker(WorkerOrder order) : IDisposable
{
    private static readonly TimeSpan ReportEvery = TimeSpan.FromSeconds(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-fuzz-");
    private readonly List<FuzzFault> _faults = [];
    private long _taken;
    private long _refused;

    /// <summary>Tries all that is ordered, and tells of it on the standard output.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var server = new OddServer();
        await using var services = Product.Open(_folder.FullName, server);
        var factory = new TargetFactory(services, server, new SeedFiles(order.Data), _folder.FullName);
        var target = await factory.MakeAsync(order.Kind, cancellationToken);
        using var current = new CurrentInput(order.CurrentFile);
        var clock = Stopwatch.StartNew();
        for (var index = order.Next; index < order.End && !cancellationToken.IsCancellationRequested; index++)
        {
            if (FuzzInput.KindOf(index) == order.Kind && !order.Skip.Contains(index))
            {
                current.Index = index;
                await TryAsync(target, index, cancellationToken);
            }

            if (clock.Elapsed > ReportEvery)
            {
                Report(index + 1);
                clock.Restart();
            }
        }

        if (!cancellationToken.IsCancellationRequested)
            Report(order.End);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task TryAsync(ITarget target, long index, CancellationToken cancellationToken)
    {
        try
        {
            if (await target.TryAsync(FuzzInput.Of(order.Seed, index), cancellationToken))
                _taken++;
            else
                _refused++;
        }
        catch (FaultException error)
        {
            Add(FuzzFault.Of(order.Kind, error.Message, index, error.Detail));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // Anything at all.
            Add(FuzzFault.Of(order.Kind, $"{error.GetType().Name} in {PlaceOf(error)}", index, error.ToString()));
        }
    }

    private void Add(FuzzFault fault)
    {
        var at = _faults.FindIndex(fault.IsLike);
        if (at < 0)
            _faults.Add(fault);
        else
            _faults[at] = _faults[at].Add(fault);
    }

    private void Report(long next)
    {
        var report = new WorkerReport(next, _taken, _refused, Environment.WorkingSet, _faults);
        Console.WriteLine(JsonSerializer.Serialize(report, FuzzJson.Default.WorkerReport));
        _faults.Clear();
        (_taken, _refused) = (0, 0);
    }

    // The product's own method that it came from.
    private static string PlaceOf(Exception error)
    {
        var frames = new StackTrace(error).GetFrames().Select(frame => frame.GetMethod()).OfType<System.Reflection.MethodBase>();
        var own = frames.FirstOrDefault(method => method.DeclaringType?.FullName?.StartsWith("Spotter.", StringComparison.Ordinal) == true);
        return own is null ? "nothing of Spotter's" : $"{own.DeclaringType!.FullName}.{own.Name}";
    }
}
