using System.ComponentModel;
using System.Diagnostics;
using Spotter.Cli.Commands;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Models.Inference;

namespace Spotter.Cli;

/// <summary>Tries a model in another process of this command, which is ended when it takes longer than two minutes.</summary>
internal sealed class ModelTrialProcess(IInferenceEngine engine, TimeProvider time) : IModelTrial
{
    private static readonly TimeSpan MaxTime = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public async Task TryAsync(string path, CancellationToken cancellationToken)
    {
        using var process = Start(Path.GetFullPath(path));
        if (process is null)
            return;

        using var timer = new CancellationTokenSource(MaxTime, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            // What the library writes there is not for a person; but who waits for a reader never ends.
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await process.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ModelException(
                $"{path}: the model keeps {engine.Version} busy for more than {MaxTime.TotalMinutes:0} minutes, so it was not taken.");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }

        ThrowIfEnded(path, process.ExitCode);
    }

    private void ThrowIfEnded(string path, int code)
    {
        if (code == ExitCode.Interrupted)
            throw new OperationCanceledException();
        if (code is not (ExitCode.Success or ExitCode.Failure or ExitCode.Usage))
            throw new ModelException(
                $"{path}: the model ends {engine.Version} and its process (exit code {code}), so it was not taken. Export it again, or "
                    + "take another.");
    }

    // Null where no process may be started: the model is then tried where it is used.
    private static Process? Start(string path)
    {
        try
        {
            return Process.Start(SpotterProgram.With(TryModelCommand.Name, path));
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
