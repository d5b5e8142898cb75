using System.Text.Encodings.Web;
using System.Text.Json;
using Spotter.Classifying;

namespace Spotter.Training;

/// <summary>Writes a model's folder: first beside it, then in its place.</summary>
internal sealed class ModelFolderWriter : IDisposable
{
    /// <summary>The report's page.</summary>
    public const string PageFile = "report.html";

    // Labels in any script stay readable; the file is never part of a page.
    private static readonly ModelJsonContext Json = new(new JsonSerializerOptions(ModelJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    private readonly string _staging;

    private ModelFolderWriter(string folder, string staging) => (Folder, _staging) = (folder, staging);

    /// <summary>The model's folder, as a full path.</summary>
    public string Folder { get; }

    /// <summary>Makes sure, before the work, that the model can be written.</summary>
    /// <exception cref="TrainingException">The place cannot be written, or holds something that is no model.</exception>
    public static ModelFolderWriter Open(string outputFolder)
    {
        var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(outputFolder));
        if (File.Exists(folder) || (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !File.Exists(Path.Combine(folder, ModelFiles.DescriptionFile))))
            throw new TrainingException($"{folder} exists and holds no model, so it is not replaced. Name another folder.");

        var staging = Path.Combine(Path.GetDirectoryName(folder) ?? folder, $".{Path.GetFileName(folder)}.{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(staging);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TrainingException($"The model cannot be written to {folder}: {e.Message}", e);
        }

        return new ModelFolderWriter(folder, staging);
    }

    /// <summary>Writes the files and puts the folder in its place. A card that a person wrote stays as it is.</summary>
    public async Task WriteAsync(ModelFolderContent content, CancellationToken cancellationToken)
    {
        await File.WriteAllBytesAsync(Path.Combine(_staging, content.Description.File), content.Model, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_staging, ModelCard.File), await FindOwnCardAsync(cancellationToken) ?? content.Card, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_staging, PageFile), content.Page, cancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_staging, TrainedPictures.File), content.Pictures, cancellationToken);
        // Last: a folder is a model by it, also one that a crash left behind.
        await File.WriteAllTextAsync(Path.Combine(_staging, ModelFiles.DescriptionFile), JsonSerializer.Serialize(content.Description, Json.ModelDescription) + "\n", cancellationToken);

        Replace();
    }

    /// <summary>Removes what was not put in place.</summary>
    public void Dispose()
    {
        if (Directory.Exists(_staging))
            Directory.Delete(_staging, recursive: true);
    }

    private async Task<string?> FindOwnCardAsync(CancellationToken cancellationToken)
    {
        var file = Path.Combine(Folder, ModelCard.File);
        if (!File.Exists(file))
            return null;

        var card = await File.ReadAllTextAsync(file, cancellationToken);
        return ModelCard.IsWrittenByHand(card) ? card : null;
    }

    private void Replace()
    {
        if (!Directory.Exists(Folder))
        {
            Directory.Move(_staging, Folder);
            return;
        }

        var former = _staging + ".former";
        Directory.Move(Folder, former);
        try
        {
            Directory.Move(_staging, Folder);
        }
        catch (IOException)
        {
            Directory.Move(former, Folder);
            throw;
        }

        Directory.Delete(former, recursive: true);
    }
}
