using System.Threading.Channels;

namespace Spotter.Cli.Tests.Commands;

/// <summary>What a command that still runs has written, a line at a time.</summary>
internal sealed class LinesWriter : StringWriter
{
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public override void WriteLine(string? value) => _lines.Writer.TryWrite(value ?? "");

    /// <summary>The next line, as soon as it is there.</summary>
    public Task<string> ReadAsync() => _lines.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(1));
}
