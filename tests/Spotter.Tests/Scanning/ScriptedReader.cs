using System.Text;
using Spotter.Pictures;
using Spotter.Reading;

namespace Spotter.Tests.Scanning;

/// <summary>
/// Reads the pictures of <see cref="ScriptedSource"/>: what stands behind the hyphen in an address is written in the picture.
/// </summary>
internal sealed class ScriptedReader : IPictureReader, IReaderStatus
{
    private static readonly IReadOnlyList<PicturePoint> Box = [new(0, 0), new(1, 0), new(1, 1), new(0, 1)];

    public bool IsInstalled { get; set; }

    /// <summary>What goes wrong with the next readings; null lets one through.</summary>
    public Queue<Exception?> Problems { get; } = new();

    /// <summary>Happens while a picture is read.</summary>
    public Action WhileReading { get; set; } = static () => { };

    /// <summary>The pictures that were read, in turn.</summary>
    public List<string> Read { get; } = [];

    public string? FindProblem() => IsInstalled ? null : "No reader of words is installed.";

    public Task<string> IdentifyAsync(CancellationToken cancellationToken) => Task.FromResult("scripted");

    public Task<PictureWords> ReadAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        var address = Encoding.UTF8.GetString(picture.Span);
        Read.Add(address);
        WhileReading();
        return Problems.TryDequeue(out var problem) && problem is not null
            ? throw problem
            : Task.FromResult(new PictureWords("scripted", [new WordLine(address.Split('-', 2)[^1], 0.9f, Box)]));
    }
}
