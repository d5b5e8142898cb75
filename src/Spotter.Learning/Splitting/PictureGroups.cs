using System.Security.Cryptography;
using System.Text;
using Spotter.Learning.Features;
using Spotter.Learning.Requests;

namespace Spotter.Learning.Splitting;

/// <summary>Reads which pictures belong together, a line <c>picture TAB group</c> each.</summary>
internal static class PictureGroups
{
    /// <summary>The pictures with their groups; one that no line names stays by itself.</summary>
    /// <param name="pictures">Those of the folder.</param>
    /// <param name="folder">Whose pictures they are: a line names a picture by its path below it.</param>
    /// <param name="file">The lines.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="TrainingException">The file cannot be read, or names none of the pictures.</exception>
    public static async Task<IReadOnlyList<TrainingPicture>> ApplyAsync(
        IReadOnlyList<TrainingPicture> pictures, string folder, string file, CancellationToken cancellationToken)
    {
        var groups = await ReadAsync(file, cancellationToken);
        var grouped = pictures
            .Select(picture => groups.TryGetValue(PathOf(folder, picture), out var group)
                ? picture with { Group = SHA256.HashData(Encoding.UTF8.GetBytes(group)) }
                : picture)
            .ToList();
        return grouped.Exists(picture => picture.Group != picture.Hash)
            ? grouped
            : throw TrainingException.OfInput(
                $"{file} names no picture of {folder}. A line is a picture's path below that folder, a tab and its group, for example "
                    + $"{PathOf(folder, pictures[0])}\tshop01");
    }

    private static string PathOf(string folder, TrainingPicture picture) => Path.GetRelativePath(folder, picture.Path).Replace('\\', '/');

    private static async Task<Dictionary<string, string>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var groups = new Dictionary<string, string>(StringComparer.Ordinal);
            var number = 0;
            await foreach (var line in File.ReadLinesAsync(file, cancellationToken))
            {
                number++;
                if (string.IsNullOrWhiteSpace(line))
                    continue;

                groups[line.Split('\t')[0].Trim()] = line.Split('\t') is [_, var group] && !string.IsNullOrWhiteSpace(group)
                    ? group.Trim()
                    : throw TrainingException.OfInput($"{file}, line {number}: '{line}' is not a picture's path, a tab and its group.");
            }

            return groups;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw TrainingException.OfInput($"The groups cannot be read from {file}: {e.Message}", e);
        }
    }
}
