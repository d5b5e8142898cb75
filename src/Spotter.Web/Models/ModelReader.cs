using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Models;
using Spotter.Watching;

namespace Spotter.Web.Models;

/// <summary>Reads what is known of the models that are here. What is damaged says so, and the others are read.</summary>
internal sealed class ModelReader(
    ModelCatalog models, IModelStore store, WatchRepository watches, IOptions<WatchingOptions> defaults)
{
    private const int DayLength = 10;

    /// <summary>All of them, in the order of their names.</summary>
    public async Task<IReadOnlyList<ShownModel>> ListAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        var watched = await watches.ListAsync(static _ => { }, cancellationToken).ToListAsync(cancellationToken);
        var users = watched
            .SelectMany(watch => new[] { watch.Model ?? defaults.Value.Model, defaults.Value.FindCaptionModel(watch) }
                .OfType<string>().Select(model => (Model: model, Account: watch.Account.ToString())))
            .ToLookup(user => user.Model, user => user.Account, StringComparer.Ordinal);
        return await Task.WhenAll(models.Names.Select(name => ReadAsync(name, [.. users[name]], cancellationToken)));
    }

    /// <summary>Brings here what is kept elsewhere.</summary>
    public Task RefreshAsync(CancellationToken cancellationToken) => store.RefreshAsync(atOnce: true, cancellationToken);

    /// <summary>Reads a version that a person wrote, such as <c>lunch/first</c>.</summary>
    /// <exception cref="WebException">There is none.</exception>
    public ModelPlace Place(string text)
    {
        try
        {
            return ModelPlace.Read(text, models);
        }
        catch (ModelException error)
        {
            throw new WebException(error.Message, error);
        }
    }

    /// <summary>The report of a version; null where there is none.</summary>
    /// <exception cref="WebException">There is no such version.</exception>
    public async Task<string?> FindReportAsync(string model, string version, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        var place = Place($"{model}/{version}");
        var file = Path.GetFullPath(Path.Combine(models.VersionFolderOf(place.Model, place.Version), ModelFiles.ReportFile));
        return File.Exists(file) ? file : null;
    }

    /// <summary>Makes a version count.</summary>
    /// <returns>The one that counted before.</returns>
    /// <exception cref="WebException">There is no such version, or it cannot be used.</exception>
    public async Task<string> UseAsync(string model, string version, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        var place = Place($"{model}/{version}");
        var before = models.FindVersionInUse(model) ?? ModelVersions.First;
        try
        {
            await store.UseAsync(place.Model, place.Version, cancellationToken);
        }
        catch (ModelException error) when (error is not ModelStoreException)
        {
            throw new WebException(error.Message, error);
        }

        return before;
    }

    /// <summary>What is not used as it should be, of all models.</summary>
    public async Task<IReadOnlyList<string>> ListProblemsAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RefreshAsync(cancellationToken);
            return [.. FindProblems(null), .. models.Names.SelectMany(FindProblems)];
        }
        catch (ModelStoreException error)
        {
            return [error.Message];
        }
    }

    /// <summary>What is not used as it should be, of one model or of all.</summary>
    public IReadOnlyList<string> FindProblems(string? model) =>
    [
        .. store.Problems.Where(problem => problem.Model == model).Select(problem => problem.Message),
        .. model is not null && models.FindProblem(model) is { } problem ? [problem] : Array.Empty<string>(),
    ];

    /// <summary>The version before the one that counts.</summary>
    /// <exception cref="WebException">There is none.</exception>
    public async Task<string> VersionBeforeAsync(string model, CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        try
        {
            var versions = models.VersionsOf(model);
            var used = versions.ToList().IndexOf(models.FindVersionInUse(model) ?? "");
            return used > 0
                ? versions[used - 1]
                : throw new WebException($"{model} has no version before the one in use. There are: {string.Join(", ", versions)}.");
        }
        catch (ModelException error)
        {
            throw new WebException(error.Message, error);
        }
    }

    private async Task<ShownModel> ReadAsync(string name, IReadOnlyList<string> accounts, CancellationToken cancellationToken)
    {
        var model = new ShownModel(name)
        {
            Accounts = accounts,
            InUse = models.FindVersionInUse(name),
            Notices = FindProblems(name),
        };
        try
        {
            model = model with { Versions = await ReadVersionsAsync(name, cancellationToken) };
            var head = await ModelFiles.ReadHeadAsync(models.FolderOf(name), cancellationToken);
            if (head.Kind is not (ModelKind.Classifier or ModelKind.Featurizer))
                return model with { Kind = head.Kind, Summary = head.Summary, Versions = [] };

            var description = await models.ReadDescriptionAsync(name, cancellationToken);
            return model with
            {
                Kind = description.Kind,
                Summary = description.Summary,
                Labels = description.Labels,
                IsHosted = description.Hosted is not null,
            };
        }
        catch (Exception error) when (error is ModelException or IOException or UnauthorizedAccessException)
        {
            return model with { Problem = error.Message };
        }
    }

    private async Task<IReadOnlyList<ShownVersion>> ReadVersionsAsync(string name, CancellationToken cancellationToken)
    {
        var versions = new List<ShownVersion>();
        foreach (var version in models.VersionsOf(name))
            versions.Add(await ReadVersionAsync(models.VersionFolderOf(name, version), version, cancellationToken));
        return versions;
    }

    private static async Task<ShownVersion> ReadVersionAsync(string folder, string version, CancellationToken cancellationToken)
    {
        try
        {
            var description = await ModelFiles.ReadDescriptionAsync(folder, cancellationToken);
            var seen = description.Trained?.Pictures ?? (await SeenPictures.ReadAsync(folder, cancellationToken)).Count;
            return new ShownVersion(version)
            {
                TrainedAt = description.Trained?.At ?? DayOf(version),
                TrainedOn = seen == 0 ? null : seen,
                Accuracy = description.Measured?.Accuracy,
                Interval = description.Measured?.Interval,
                MeasuredOn = description.Measured?.Pictures,
                Data = description.Measured?.Data,
                HasReport = File.Exists(Path.Combine(folder, ModelFiles.ReportFile)),
                // What is read for each picture is not read for a list.
                Problem = description.Hosted is null && !File.Exists(Path.Combine(folder, description.File))
                    ? $"{Path.Combine(folder, description.File)} is missing."
                    : null,
            };
        }
        catch (Exception error) when (error is ModelException or IOException or UnauthorizedAccessException)
        {
            return new ShownVersion(version) { Problem = error.Message };
        }
    }

    // A version of earlier days is called by its day.
    private static DateTimeOffset? DayOf(string version) => version.Length > DayLength && DateTimeOffset.TryParseExact(
        version[..DayLength], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day) ? day : null;
}
