using System.Runtime.CompilerServices;
using System.Text;

namespace Spotter.Moving;

/// <summary>Reads the lines of a file that others may have written: one that is too long takes no memory.</summary>
internal static class BoundedLines
{
    /// <summary>The lines in their order; null for one that is longer than allowed.</summary>
    /// <param name="file">The file, in UTF-8.</param>
    /// <param name="maxLength">In characters.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async IAsyncEnumerable<string?> ReadAsync(
        string file, int maxLength, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(file);
        var line = new StringBuilder();
        var isTooLong = false;
        var buffer = new char[16_384];
        for (int read; (read = await reader.ReadAsync(buffer, cancellationToken)) > 0;)
            for (var at = 0; at < read;)
            {
                var end = Array.IndexOf(buffer, '\n', at, read - at);
                var length = (end < 0 ? read : end) - at;
                isTooLong |= line.Length + length > maxLength;
                if (!isTooLong)
                    line.Append(buffer, at, length);
                at += length + 1;
                if (end < 0)
                    continue;

                yield return isTooLong ? null : line.ToString().TrimEnd('\r');
                line.Clear();
                isTooLong = false;
            }

        if (isTooLong || line.Length > 0)
            yield return isTooLong ? null : line.ToString().TrimEnd('\r');
    }
}
