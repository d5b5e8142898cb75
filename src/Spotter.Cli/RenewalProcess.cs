using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Spotter.Cli.Commands;
using Spotter.Cli.Output;
using Spotter.Cli.Settings;
using Spotter.Learning.Requests;
using Spotter.Learning.Training;
using Spotter.Web.Models;

namespace Spotter.Cli;

/// <summary>
/// Trains in another process of this command (<see cref="TrainArguments.ForPages"/>), which gives way to scans. It ends with this one,
/// however this one ends: its input does then.
/// </summary>
internal sealed class RenewalProcess(IConfiguration configuration, IOptions<TrainingOptions> options, TimeProvider time) : IModelRenewer
{
    private const string Told = "spotter: ";

    // What a training reads of the settings that came by other ways than the file and the environment, which it has anyway.
    private static readonly string[] Sections = ["State", "Pictures", "Models", "Inference", "Training", "Watching", "Reading"];
    private static readonly TimeSpan MaxEnd = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public IReadOnlyList<string> FoldersOf(string model) => options.Value.FoldersOf(model);

    /// <inheritdoc/>
    public async Task<RenewalOutcome> RenewAsync(string model, Action<RenewalStep> tell, CancellationToken cancellationToken)
    {
        using var process = Start(model);
        var problem = "";
        process.ErrorDataReceived += (_, line) => problem = line.Data is { Length: > 0 } text ? text : problem;
        process.BeginErrorReadLine();
        try
        {
            var outcome = await ReadAsync(process.StandardOutput, tell, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == ExitCode.Success && outcome is not null
                ? outcome
                : throw new TrainingException(problem.StartsWith(Told, StringComparison.Ordinal)
                    ? problem[Told.Length..]
                    : $"The training ended with exit code {process.ExitCode}. {problem}".TrimEnd());
        }
        catch (OperationCanceledException)
        {
            await EndAsync(process);
            throw;
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    private Process Start(string model)
    {
        var settings = SettingsFile.FindPath(configuration) is { } file ? new[] { CommandHost.SettingsOption.Name, file } : [];
        var start = SpotterProgram.With(
            ["train", "--from-corrections", "--model", model, TrainArguments.ForPages.Name, .. settings]);
        foreach (var (name, value) in Sections.SelectMany(section => configuration.GetSection(section).AsEnumerable()))
            if (value is not null)
                start.Environment[SettingsFile.EnvironmentPrefix + name.Replace(":", "__", StringComparison.Ordinal)] = value;
        try
        {
            var process = Process.Start(start)!;
            GiveWay(process);
            return process;
        }
        catch (Win32Exception error)
        {
            throw new TrainingException(
                $"No process can be started for a training ({error.Message}). Train in a terminal: spotter train --from-corrections "
                    + $"--model {model}",
                error);
        }
    }

    private static void GiveWay(Process process)
    {
        try
        {
            process.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            // It trains all the same, or has ended.
        }
    }

    private static async Task<RenewalOutcome?> ReadAsync(StreamReader output, Action<RenewalStep> tell, CancellationToken cancellationToken)
    {
        RenewalOutcome? outcome = null;
        while (await output.ReadLineAsync(cancellationToken) is { } text)
            if (text.StartsWith('{') && JsonSerializer.Deserialize(text, CliLinesJson.Default.RenewalLine) is { } line)
            {
                if (line.Step is { } step)
                    tell(step);
                outcome = line.Outcome ?? outcome;
            }

        return outcome;
    }

    // It has a folder to clear away.
    private async Task EndAsync(Process process)
    {
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(MaxEnd, time);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
