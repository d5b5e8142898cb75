using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spotter.Learning.Requests;
using Spotter.Models;

namespace Spotter.Learning.Training;

/// <summary>
/// Writes a model's folder: first beside it, then in its place, held against other trainings until it is disposed. Files that training does
/// not write stay as they are.
/// </summary>
internal sealed class ModelFolderWriter : IDisposable
{
    /// <summary>The report's page.</summary>
    public const string PageFile = "report.html";

    // Labels in any script stay readable; the file is never part of a page.
    private static readonly ModelJson Json = new(
        new JsonSerializerOptions(ModelJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    private readonly ModelDescription? _former;
    private readonly string _staging;
    private readonly FileStream _turn;

    private ModelFolderWriter(string folder, ModelDescription? former, string staging, FileStream turn) =>
        (Folder, _former, _staging, _turn) = (folder, former, staging, turn);

    /// <summary>The model's folder, as a full path.</summary>
    public string Folder { get; }

    /// <summary>Makes sure, before the work, that the model can be written.</summary>
    /// <exception cref="TrainingException">
    /// The place cannot be written, holds something that is no model, or another training writes there.
    /// </exception>
    /// <exception cref="ModelStoreException">The disk does not give the model that is to be replaced.</exception>
    public static ModelFolderWriter Open(string outputFolder, ModelKind kind = ModelKind.Classifier)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(outputFolder));
        var name = Path.GetFileName(folder);
        if (name.StartsWith('.'))
            throw TrainingException.OfInput($"'{name}' cannot be a model's name: hidden folders are no models. Name another folder.");
        if (FindVersionInUse(folder) is { } version)
            throw TrainingException.OfInput(
                $"{folder} has versions, and {version} is in use, so a new first one would not be. Make a new version: "
                    + $"spotter train --from-corrections --model {name}; or go back first: spotter models rollback {name} first");
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(
            Path.Combine(folder, ModelFiles.DescriptionFile))))
            throw TrainingException.OfInput($"{folder} exists and holds no model, so it is not replaced. Name another folder.");

        RequireKind(folder, kind);
        var former = FindFormer(folder);
        try
        {
            var beside = Directory.CreateDirectory(Path.GetDirectoryName(folder) ?? folder).FullName;
            // The system lets go of the turn when the process dies, however it dies; what a dead one left is swept away.
            var turn = new FileStream(
                Path.Combine(beside, $".{name}.training"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose
            );
            var writer = new ModelFolderWriter(folder, former, Path.Combine(beside, $".{name}.unfinished"), turn);
            writer.Sweep();
            return writer;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"The model cannot be written to {folder}, or another training is writing there: {e.Message}", e);
        }
    }

    /// <summary>Writes the files and puts them in their place. A card that a person wrote stays as it is.</summary>
    /// <exception cref="TrainingException">They cannot be written; the message says why.</exception>
    public async Task WriteAsync(ModelFolderContent content, CancellationToken cancellationToken)
    {
        var description = content.Description with { File = NameFile(content.Description.File, content.Model) };
        await WriteAsync(
            [
                (description.File, content.Model),
                (PageFile, Encoding.UTF8.GetBytes(content.Page)),
                (SeenPictures.File, Encoding.UTF8.GetBytes(content.Pictures)),
            ],
            content.Card,
            JsonSerializer.Serialize(description, Json.ModelDescription),
            _former is null ? [] : [_former.File],
            cancellationToken);
    }

    /// <summary>
    /// How a file of the model is called. What a description says holds for its files: a model that is replaced keeps its own until the new
    /// description counts.
    /// </summary>
    /// <param name="name">How it is called where it replaces no other.</param>
    /// <param name="bytes">What is in it.</param>
    public string NameFile(string name, byte[] bytes)
    {
        var place = Path.Combine(Folder, name);
        if (!File.Exists(Path.Combine(Folder, ModelFiles.DescriptionFile)) || !File.Exists(place))
            return name;

        var hash = SHA256.HashData(bytes);
        return IsOf(place, hash)
            ? name
            : $"{Path.GetFileNameWithoutExtension(name)}-{Convert.ToHexStringLower(hash)[..12]}{Path.GetExtension(name)}";
    }

    // A file that the disk does not give now is taken for another, so that the work is not lost.
    private static bool IsOf(string file, byte[] hash)
    {
        try
        {
            using var present = File.OpenRead(file);
            return SHA256.HashData(present).SequenceEqual(hash);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Writes any files, the card and the description.</summary>
    /// <param name="others">The files beside those two.</param>
    /// <param name="card">MODEL_CARD.md; one that a person wrote stays as it is.</param>
    /// <param name="description">model.json.</param>
    /// <param name="former">Files of the model that is replaced, which go.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TrainingException">They cannot be written; the message says why.</exception>
    public async Task WriteAsync(
        IReadOnlyList<(string Name, byte[] Bytes)> others,
        string card,
        string description,
        IEnumerable<string> former,
        CancellationToken cancellationToken)
    {
        try
        {
            // A folder is a model by its description, so that comes last, also where a crash comes between.
            (string Name, byte[] Bytes)[] files =
            [
                .. others,
                (ModelCard.File, Encoding.UTF8.GetBytes(await FindOwnCardAsync(cancellationToken) ?? card)),
                (ModelFiles.DescriptionFile, Encoding.UTF8.GetBytes(description + "\n")),
            ];
            Directory.CreateDirectory(_staging);
            foreach (var (name, bytes) in files)
                await File.WriteAllBytesAsync(Path.Combine(_staging, name), bytes, cancellationToken);
            Publish(files.Select(file => file.Name));
            foreach (var file in former.Except(files.Select(file => file.Name)))
                Remove(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"The model cannot be written to {Folder}: {e.Message}", e);
        }
    }

    private void Remove(string formerFile)
    {
        try
        {
            File.Delete(Path.Combine(Folder, formerFile));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // No description names it any more: it only takes space.
        }
    }

    /// <summary>Removes what was not put in place.</summary>
    public void Dispose()
    {
        Sweep();
        _turn.Dispose();
    }

    private void Sweep()
    {
        if (Directory.Exists(_staging))
            Directory.Delete(_staging, recursive: true);
    }

    private void Publish(IEnumerable<string> names)
    {
        if (!Directory.Exists(Folder))
        {
            WholeFolder.Move(_staging, Folder);
            return;
        }

        foreach (var name in names)
            File.Move(Path.Combine(_staging, name), Path.Combine(Folder, name), overwrite: true);
    }

    // One that watches use, or that others were trained on, is not to become something else.
    private static void RequireKind(string folder, ModelKind kind)
    {
        if (FindKind(folder) is { } there && there != kind)
            throw TrainingException.OfInput($"{folder} holds a model of another kind, so it is not replaced. Name another folder.");
    }

    private static ModelKind? FindKind(string folder)
    {
        try
        {
            return File.Exists(Path.Combine(folder, ModelFiles.DescriptionFile))
                ? ModelFiles.ReadHeadAsync(folder, CancellationToken.None).GetAwaiter().GetResult().Kind
                : null;
        }
        catch (ModelException error) when (error is not ModelStoreException)
        {
            return null;
        }
    }

    private static string? FindVersionInUse(string folder)
    {
        try
        {
            return ModelVersions.FindInUse(folder);
        }
        catch (ModelException error)
        {
            throw new TrainingException(error.Message, error);
        }
    }

    // Null where there is none, or what is there is broken and has no file that counts.
    private static ModelDescription? FindFormer(string folder)
    {
        try
        {
            return File.Exists(Path.Combine(folder, ModelFiles.DescriptionFile))
                ? ModelFiles.ReadDescriptionAsync(folder, CancellationToken.None).GetAwaiter().GetResult()
                : null;
        }
        catch (ModelException error) when (error is not ModelStoreException)
        {
            return null;
        }
    }

    private async Task<string?> FindOwnCardAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(Folder, ModelCard.File);
        if (!File.Exists(file))
            return null;

        var card = await File.ReadAllTextAsync(file, cancellationToken);
        return ModelCard.IsWrittenByHand(card) ? card : null;
    }
}
