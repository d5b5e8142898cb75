using Microsoft.Extensions.Options;
using Spotter.Captions;
using Spotter.Cli.Output;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Models.Hosted;
using Spotter.Reading;
using Spotter.Reading.Installed;

namespace Spotter.Cli.Checks;

/// <summary>Looks whether models and the reader of words can be used.</summary>
internal sealed class ModelChecks(CommandHost host)
{
    public async Task<string> CheckAsync(string name, CancellationToken cancellationToken)
    {
        var models = host.Get<ModelCatalog>();
        if (await models.FindHostedAsync(name, cancellationToken) is null)
            await host.Get<IModelTrial>().TryAsync(models.FolderOf(name), cancellationToken);
        var model = await models.DescribeAsync(name, cancellationToken);
        if (models.FindProblem(name) is { } kept)
            throw new ProblemException($"{name}: {kept}");
        if (model.Hosted is not null && host.Get<ClarifaiTagger>().FindProblem() is { } problem)
            throw new ProblemException($"{name}: {problem}");

        var fallback = model.Words is not null && host.Get<IReaderStatus>().FindProblem() is { } missing
            ? $"; by the pictures alone, though it takes their words into account. {missing}"
            : "";
        return $"{name}, {model.Labels.Count} labels, {(model.Hosted is null ? "" : "hosted by Clarifai, described ")}in "
            + $"{Path.GetFullPath(models.FolderOf(name))}{fallback}";
    }

    public async Task<string> CheckCaptionsAsync(string name, CancellationToken cancellationToken)
    {
        var model = await host.Get<CaptionModels>().UseAsync(name, loaded => loaded.Description, cancellationToken);
        return $"{name}, {model.Labels.Count} labels by the captions of accounts, on {model.Encoder.Name}, in "
            + Path.GetFullPath(host.Get<ModelCatalog>().FolderOf(name));
    }

    /// <summary>Checks the reader of words, which these rules ask for.</summary>
    public async Task<string> CheckReaderAsync(IReadOnlyList<string> rules, CancellationToken cancellationToken)
    {
        if (await FindReaderProblemAsync(cancellationToken) is { } problem)
            throw new ProblemException($"asked for by {string.Join(", ", rules)}. {problem}");

        return $"read for {Quantity.Of(rules.Count, "rule")}";
    }

    private async Task<string?> FindReaderProblemAsync(CancellationToken cancellationToken)
    {
        if (host.Get<IReaderStatus>().FindProblem() is { } problem)
            return problem;

        var name = host.Get<IOptions<ReadingOptions>>().Value.Model;
        var folder = ReaderFolder.Find(name, host.Get<IOptions<ModelOptions>>().Value)!;
        try
        {
            await (await ReaderFolder.OpenAsync(folder, cancellationToken)).CheckAsync(cancellationToken);
            return null;
        }
        catch (ModelException error)
        {
            return error.Message;
        }
    }
}
