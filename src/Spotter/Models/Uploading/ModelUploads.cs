using Microsoft.Extensions.Options;
using Spotter.Models.Adding;
using Spotter.Models.Inference;

namespace Spotter.Models.Uploading;

/// <summary>Takes versions of models that come as one file. What is not well in every way becomes no version.</summary>
public sealed class ModelUploads(
    IModelStore store,
    ModelCatalog models,
    IEnumerable<IModelTrial> trials,
    IInferenceEngine engine,
    IOptions<ModelOptions> options,
    TimeProvider time) : IDisposable
{
    // Weights can hardly be packed: what unpacks to more was made to.
    private const int MostUnpacked = 4;

    // Each holds a model in memory while it is looked at.
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Adds a version.</summary>
    /// <param name="archive">The file, as <see cref="ModelArchive"/> packs it; it is read once.</param>
    /// <param name="model">The model's name; null for the one that its description says.</param>
    /// <param name="cancellationToken">Cancels the call; the version is then added whole, or not at all.</param>
    /// <exception cref="ModelTooLargeException">It has more bytes than the settings let pass.</exception>
    /// <exception cref="ModelException">It cannot be a version of the model; the message says why and what to do.</exception>
    /// <exception cref="IOException">The disk has no room for it, or it broke off.</exception>
    public async Task<AddedVersion> AddAsync(Stream archive, string? model, CancellationToken cancellationToken)
    {
        if (model is not null)
            RequireName(model);

        try
        {
            using var staging = StagingFolder.Make(options.Value.Folder, time);
            await ReceiveAsync(archive, staging.Archive, cancellationToken);
            await _turn.WaitAsync(cancellationToken);
            try
            {
                return await AddAsync(staging.Archive, staging.Model, model, cancellationToken);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (UnauthorizedAccessException error)
        {
            throw new ModelStoreException($"{options.Value.Folder} cannot be written: {error.Message}", error);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task ReceiveAsync(Stream archive, string file, CancellationToken cancellationToken)
    {
        await using var target = new FileStream(file, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, useAsync: true);
        if (await BoundedCopy.RunAsync(archive, target, options.Value.MaxUploadBytes, cancellationToken) is null)
            throw new ModelTooLargeException(options.Value);
    }

    private async Task<AddedVersion> AddAsync(string file, string folder, string? wanted, CancellationToken cancellationToken)
    {
        try
        {
            await ModelArchive.UnpackAsync(file, folder, MostUnpacked * options.Value.MaxUploadBytes, cancellationToken);
            var (description, bytes) = await ModelArchive.ReadAsync(folder, options.Value.MaxBytes, cancellationToken);
            var model = wanted ?? description.Name;
            RequireName(model);
            foreach (var trial in trials)
                await trial.TryAsync(folder, cancellationToken);
            LoadedModel.Load(description.Name, description, bytes, engine).Dispose();
            await store.RefreshAsync(atOnce: true, cancellationToken);
            await RequireSuccessorAsync(model, description, cancellationToken);
            return new AddedVersion(model, await store.AddAsync(model, folder, cancellationToken));
        }
        catch (ModelException error) when (error is not ModelStoreException && error.Message.Contains(folder, StringComparison.Ordinal))
        {
            // What is there for a moment only tells nobody where to look.
            throw new ModelException(
                error.Message.Replace(folder + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)
                    .Replace(folder, "the archive", StringComparison.Ordinal),
                error);
        }
    }

    private static void RequireName(string model)
    {
        if (!NewModelFolder.CanName(model))
            throw ModelException.OfInput(
                $"'{NewModelFolder.Show(model)}' cannot be a model's name. Give it one of {NewModelFolder.MaxName} characters at most, "
                    + "without a path, such as lunch.");
    }

    // A rule asks for a label by its name, and finds nothing where the next version has it no more.
    private async Task RequireSuccessorAsync(string model, ModelDescription description, CancellationToken cancellationToken)
    {
        if (!models.Names.Contains(model) || await FindHeadAsync(model, cancellationToken) is not { } head)
            return;

        if (head.Kind != ModelKind.Classifier || await models.FindHostedAsync(model, cancellationToken) is not null)
            throw ModelException.OfInput($"'{model}' is here and is a model of another kind. Choose another name.");
        var former = await models.ReadDescriptionAsync(model, cancellationToken);
        if (former.Labels.Except(description.Labels).FirstOrDefault() is { } label)
            throw new ModelException(
                $"It lacks the label '{label}', which the version of '{model}' in use gives and for which rules may ask. Train it with "
                    + "that label, too, or choose another name.");
    }

    // Null for one that is broken: the next version is to replace it.
    private async Task<ModelHead?> FindHeadAsync(string model, CancellationToken cancellationToken)
    {
        try
        {
            var head = await ModelFiles.ReadHeadAsync(models.FolderOf(model), cancellationToken);
            if (head.Kind == ModelKind.Classifier)
                await models.ReadDescriptionAsync(model, cancellationToken);
            return head;
        }
        catch (ModelException error) when (error is not ModelStoreException)
        {
            return null;
        }
    }
}
