using Microsoft.Extensions.Options;
using Spotter.Cli.Output;
using Spotter.Learning.Training;
using Spotter.Models;

namespace Spotter.Cli.Commands;

/// <summary>A new version of a model in the making, from what people labelled, as the terminal tells of it.</summary>
internal sealed class Renewal : IDisposable
{
    private readonly Terminal _terminal;
    private readonly ModelRenewal _made;
    private readonly string _own;

    private Renewal(CommandHost host, Terminal terminal, ModelRenewal made)
    {
        (_terminal, _made) = (terminal, made);
        _own = host.Get<IOptions<ModelOptions>>().Value.OwnFolderOf(made.Model);
    }

    /// <summary>What is made.</summary>
    public ModelRenewal Made => _made;

    public static async Task<Renewal> BeginAsync(
        CommandHost host, Terminal terminal, string model, CancellationToken cancellationToken)
    {
        CommandOptions.RequireModel(host, model);
        var made = await terminal.WithProgressAsync("corrections", report => host.Get<ModelRenewals>().BeginAsync(
            model, report, terminal.Problem, cancellationToken));
        foreach (var problem in made.Problems)
            terminal.Problem(problem);
        return new Renewal(host, terminal, made);
    }

    public void Dispose() => _made.Dispose();

    /// <summary>Says how the two compare, and lets the watches use the new one where that is wanted.</summary>
    public int End(TrainingReport report, bool deploy, bool force)
    {
        _terminal.Note(report.Comparison?.ToString() ?? $"The new version cannot be compared with the old: {report.ComparisonProblem}");
        if (!deploy)
        {
            _terminal.Note($"Version {_made.Version} is not in use. Use it: spotter models rollback {_made.Model} {_made.Version}");
            return ExitCode.Success;
        }

        if (report.Comparison is { IsClearlyWorse: true } && !force)
        {
            _terminal.Problem(
                $"Version {_made.Version} is clearly worse than the one in use and was not deployed. --force deploys it all the same.");
            return ExitCode.Failure;
        }

        ModelVersions.Use(_own, _made.Version);
        _terminal.Note($"Version {_made.Version} of {_made.Model} is in use from the next picture on.");
        return ExitCode.Success;
    }
}
