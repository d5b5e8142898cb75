using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Cli.Output;
using Spotter.Corrections;
using Spotter.Learning.Measuring;
using Spotter.Learning.Requests;
using Spotter.Learning.Training;
using Spotter.Models;

namespace Spotter.Cli.Commands;

/// <summary>A new version of a model in the making, from what people labelled.</summary>
internal sealed class Renewal : IDisposable
{
    private readonly CommandHost _host;
    private readonly Terminal _terminal;
    private readonly string _own;
    private string? _unknown;

    private Renewal(CommandHost host, Terminal terminal, string model)
    {
        (_host, _terminal, Model) = (host, terminal, model);
        Former = host.Get<ModelCatalog>().FolderOf(model);
        _own = Path.GetFullPath(Path.Combine(host.Get<IOptions<ModelOptions>>().Value.Folder, model));
        OutputFolder = ModelVersions.Next(_own, host.Get<TimeProvider>().GetUtcNow());
        Corrections = Directory.CreateTempSubdirectory("spotter-corrections-").FullName;
    }

    public string Model { get; }

    /// <summary>The folder of the version in use.</summary>
    public string Former { get; }

    /// <summary>Where the new version goes.</summary>
    public string OutputFolder { get; }

    /// <summary>The pictures that people labelled, a folder for each label.</summary>
    public string Corrections { get; }

    public static async Task<Renewal> BeginAsync(
        CommandHost host, Terminal terminal, string model, CancellationToken cancellationToken)
    {
        CommandOptions.RequireModel(host, model);
        var renewal = new Renewal(host, terminal, model);
        try
        {
            var request = new DatasetRequest { Folder = renewal.Corrections, Model = model };
            var summary = await terminal.WithProgressAsync(
                "corrections", report => host.Get<DatasetExport>().RunAsync(request, report, cancellationToken));
            foreach (var problem in summary.Problems)
                terminal.Problem(problem);
            return summary.Labels.Count > 0
                ? renewal
                : throw new UsageException($"Nobody labelled a picture that {model} classified. Label some: spotter review");
        }
        catch
        {
            renewal.Dispose();
            throw;
        }
    }

    public void Dispose() => Directory.Delete(Corrections, recursive: true);

    /// <summary>
    /// Holds the new version's folds against what the old one says of the same pictures, as far as it was not made from them.
    /// </summary>
    public async Task<TrainingReport> CompareAsync(TrainingReport report, TrainingRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var former = await _host.Get<ModelEvaluator>().EvaluateAsync(
                new EvaluationRequest { Folder = request.Folder, MoreFolders = request.MoreFolders, Model = Model },
                progress: null,
                cancellationToken);
            return report with { Comparison = ModelComparison.Of(report.Evaluation.Scored, former.Evaluation.Scored) };
        }
        catch (TrainingException error)
        {
            _unknown = error.Message;
            return report;
        }
    }

    /// <summary>Says how the two compare, and lets the watches use the new one where that is wanted.</summary>
    public int End(TrainingReport report, bool deploy, bool force)
    {
        var version = Path.GetFileName(OutputFolder);
        _terminal.Note(Describe(report.Comparison));
        if (!deploy)
        {
            _terminal.Note($"Version {version} is not in use. Use it: spotter models rollback {Model} {version}");
            return ExitCode.Success;
        }

        if (report.Comparison is { IsClearlyWorse: true } && !force)
        {
            _terminal.Problem(
                $"Version {version} is clearly worse than the one in use and was not deployed. --force deploys it all the same.");
            return ExitCode.Failure;
        }

        ModelVersions.Use(_own, version);
        _terminal.Note($"Version {version} of {Model} is in use from the next picture on.");
        return ExitCode.Success;
    }

    private string Describe(ModelComparison? comparison) => comparison is null
        ? $"The new version cannot be compared with the old: {_unknown ?? "no picture is new to both."}"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"On {comparison.Pictures} pictures that neither was fitted to: new {comparison.New:P1} ({comparison.NewInterval.Low:P1} to "
                + $"{comparison.NewInterval.High:P1}), old {comparison.Old:P1} ({comparison.OldInterval.Low:P1} to "
                + $"{comparison.OldInterval.High:P1}). Only the new has {comparison.OnlyNew} right, only the old {comparison.OnlyOld}. "
                + $"{comparison.LeftOut} pictures do not count: the old was made from them or cannot read them.");
}
