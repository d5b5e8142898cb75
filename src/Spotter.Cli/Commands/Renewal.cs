using Microsoft.Extensions.Options;
using Spotter.Cli.Output;
using Spotter.Corrections;
using Spotter.Learning.Training;
using Spotter.Models;
using Spotter.Watching;

namespace Spotter.Cli.Commands;

/// <summary>A new version of a model in the making, from what people labelled.</summary>
internal sealed class Renewal : IDisposable
{
    private readonly Terminal _terminal;
    private readonly string _own;

    private Renewal(CommandHost host, Terminal terminal, string model, string? trainedWith)
    {
        (_terminal, Model, TrainedWith) = (terminal, model, trainedWith);
        Former = host.Get<ModelCatalog>().FolderOf(model);
        _own = host.Get<IOptions<ModelOptions>>().Value.OwnFolderOf(model);
        OutputFolder = ModelVersions.Next(_own, host.Get<TimeProvider>().GetUtcNow());
        Corrections = Directory.CreateTempSubdirectory("spotter-corrections-").FullName;
    }

    public string Model { get; }

    /// <summary>The folder of the version in use.</summary>
    public string Former { get; }

    /// <summary>The options that it was trained with.</summary>
    public string? TrainedWith { get; }

    /// <summary>Where the new version goes.</summary>
    public string OutputFolder { get; }

    /// <summary>The pictures that people labelled, a folder for each label.</summary>
    public string Corrections { get; }

    public static async Task<Renewal> BeginAsync(
        CommandHost host, Terminal terminal, string model, CancellationToken cancellationToken)
    {
        CommandOptions.RequireModel(host, model);
        var former = await host.Get<ModelCatalog>().ReadDescriptionAsync(model, cancellationToken);
        var renewal = new Renewal(host, terminal, model, former.TrainedWith);
        try
        {
            var usual = host.Get<IOptions<WatchingOptions>>().Value.Model;
            var watches = await WatchedAccounts.ListAsync(host, terminal, cancellationToken);
            var request = new DatasetRequest
            {
                Folder = renewal.Corrections,
                Model = model,
                WatchedByModel = [.. watches.Where(watch => (watch.Model ?? usual) == model).Select(watch => watch.Account)],
            };
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

    /// <summary>Says how the two compare, and lets the watches use the new one where that is wanted.</summary>
    public int End(TrainingReport report, bool deploy, bool force)
    {
        var version = Path.GetFileName(OutputFolder);
        _terminal.Note(report.Comparison?.ToString() ?? $"The new version cannot be compared with the old: {report.ComparisonProblem}");
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
}
