using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Spotter.Learning.Features;
using Spotter.Learning.Requests;
using Spotter.Pictures;

namespace Spotter.Learning.Training;

/// <summary>The pictures of a folder that holds one folder per label, each picture once.</summary>
internal sealed class TrainingFolder
{
    private static readonly EnumerationOptions Visible = new() { AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };

    /// <summary>The labels, in alphabetical order.</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>The pictures, in the order of their paths.</summary>
    public required IReadOnlyList<TrainingPicture> Pictures { get; init; }

    /// <summary>The files that hold the same bytes under one label, those that took part first.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Duplicates { get; init; }

    /// <summary>How many files lie beside the label folders and belong to no label.</summary>
    public required int Unlabelled { get; init; }

    /// <summary>The files that could not be read.</summary>
    public required IReadOnlyList<SkippedFile> Skipped { get; init; }

    /// <summary>Reads folders as if they were one.</summary>
    /// <param name="folders">Where they are. Of the same bytes under other labels in two of them, the first one's label counts.</param>
    /// <param name="minLabels">How many labels there must be, 1 or 2.</param>
    /// <param name="progress">Receives every file that is read.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TrainingException">The folder does not hold enough labels with pictures, or one picture has two labels.</exception>
    public static async Task<TrainingFolder> ReadAsync(
        IReadOnlyList<string> folders, int minLabels, IProgress<TrainingProgress>? progress, CancellationToken cancellationToken)
    {
        folders = [.. folders.Select(PlainPath.Of)];
        var unreadable = new List<SkippedFile>();
        var files = FindFiles(folders, minLabels, unreadable);
        var labels = files.Keys.ToList();
        var paths = labels.SelectMany((label, i) => files[label].Select(path => (Path: path, Label: i))).ToList();

        var skipped = new ConcurrentBag<SkippedFile>(unreadable);
        var hashed = new TrainingPicture?[paths.Count];
        var done = 0;
        await Parallel.ForAsync(0, paths.Count, cancellationToken, async (i, token) =>
        {
            try
            {
                // A pipe looks empty too, and reading it would wait for ever.
                if (PictureFile.LengthOf(paths[i].Path) == 0)
                    throw new IOException("The file is empty.");
                await using var file = File.OpenRead(paths[i].Path);
                hashed[i] = new TrainingPicture(paths[i].Path, paths[i].Label, await SHA256.HashDataAsync(file, token));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                skipped.Add(new SkippedFile(paths[i].Path, e.Message));
            }

            progress?.Report(new TrainingProgress(TrainingStage.Reading, Interlocked.Increment(ref done), paths.Count));
        });

        var found = LeaveToEarlier(folders, [.. hashed.OfType<TrainingPicture>()]);
        var unique = found.DistinctBy(picture => Convert.ToHexString(picture.Hash)).ToList();
        ThrowIfLabelledTwice(found, labels);
        return new TrainingFolder
        {
            Labels = labels,
            Pictures = unique,
            Duplicates = [.. found.GroupBy(picture => Convert.ToHexString(picture.Hash)).Where(same => same.Count() > 1).Select(
                same => same.Select(picture => picture.Path).ToList())],
            Unlabelled = folders.Sum(folder => Directory.EnumerateFiles(folder, "*", Visible).Count()),
            Skipped = [.. skipped.OrderBy(file => file.Path, StringComparer.Ordinal)],
        };
    }

    // Of the same bytes in two folders, the first one's label counts.
    private static List<TrainingPicture> LeaveToEarlier(IReadOnlyList<string> folders, List<TrainingPicture> pictures)
    {
        if (folders.Count == 1)
            return pictures;

        var starts = folders.Select(folder => Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar).ToList();
        int FolderOf(TrainingPicture picture) => starts.FindIndex(start => picture.Path.StartsWith(start, StringComparison.Ordinal));
        return [.. pictures.GroupBy(picture => Convert.ToHexString(picture.Hash)).SelectMany(same =>
        {
            var first = same.Min(FolderOf);
            var labels = same.Where(picture => FolderOf(picture) == first).Select(picture => picture.Label).ToHashSet();
            return same.Where(picture => labels.Contains(picture.Label));
        })];
    }

    private static SortedDictionary<string, List<string>> FindFiles(
        IReadOnlyList<string> folders, int minLabels, List<SkippedFile> unreadable)
    {
        if (folders.FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
            throw TrainingException.OfInput($"There is no folder {missing}. Make it, with one folder of pictures per label inside.");

        var files = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        var labelFolders = folders.SelectMany(folder => Directory.EnumerateDirectories(folder, "*", Visible));
        foreach (var labelFolder in labelFolders)
        {
            // A name can be written in two ways in Unicode; file systems differ in which they keep.
            var label = Path.GetFileName(labelFolder).Normalize(NormalizationForm.FormC);
            if (FolderWalk.FindNameProblem(labelFolder) is { } problem)
                throw new TrainingException($"The label folder {labelFolder} cannot be used: {problem}.");

            var walk = FolderWalk.Through(labelFolder);
            var found = walk.Files.ToList();
            unreadable.AddRange(walk.Unreadable.Select(one => new SkippedFile(one.Path, one.Reason)));
            if (found.Count == 0)
                throw new TrainingException($"The label folder {labelFolder} is empty. Put pictures of '{label}' in it, or remove it.");
            if (!files.TryAdd(label, found))
                files[label].AddRange(found);
        }

        var folder = string.Join(" and ", folders);
        return files.Count switch
        {
            0 => throw TrainingException.OfInput(
                $"{folder} holds no folder. Make one folder of pictures per label inside, for example "
                    + $"{Path.Combine(folders[0], "specials-board")} and {Path.Combine(folders[0], "other")}."
            ),
            1 when minLabels > 1 => throw TrainingException.OfInput(
                $"{folder} holds one label only, '{files.Keys.First()}'. A model tells labels apart: add a second folder, for example "
                    + $"{Path.Combine(folders[0], "other")}."
            ),
            _ => files,
        };
    }

    private static void ThrowIfLabelledTwice(List<TrainingPicture> pictures, List<string> labels)
    {
        var twice = pictures.GroupBy(picture => Convert.ToHexString(picture.Hash))
            .Select(same => same.DistinctBy(picture => picture.Label).ToList())
            .Where(same => same.Count > 1)
            .ToList();
        if (twice.Count == 0)
            return;

        var names = twice
            .Take(5)
            .Select(same => string.Join(" and ", same.Select(picture => $"{picture.Path} ('{labels[picture.Label]}')")));
        throw new TrainingException(
            $"{twice.Count} picture(s) lie under two labels: {string.Join("; ", names)}{(twice.Count > 5 ? "; ..." : "")}. Remove each "
                + $"from the label that is wrong."
        );
    }
}
