using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
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
        var (program, before) = FindCommand();
        try
        {
            return Process.Start(new ProcessStartInfo(program, [.. before, TryModelCommand.Name, path])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    // The command has a program of its own, or is run by dotnet.
    private static (string Program, string[] Before) FindCommand()
    {
        var command = typeof(SpotterCommand).Assembly;
        var runs = Environment.ProcessPath ?? "dotnet";
        var isDotnet = Path.GetFileNameWithoutExtension(runs) == "dotnet";
        return Assembly.GetEntryAssembly() == command && !isDotnet
            ? (runs, [])
            : (isDotnet ? runs : "dotnet", [command.Location]);
    }
}
