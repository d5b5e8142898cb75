using System.Diagnostics;
using System.Text.Json;

namespace ReadBench;

/// <summary>Node with the reader that Spotter's is compared with.</summary>
internal sealed class Peer : IDisposable
{
    private readonly Process _node;

    /// <param name="script"><c>bench/peers/read.mjs</c>.</param>
    public Peer(string script) =>
        _node = Process.Start(new ProcessStartInfo("node", [script]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;

    /// <summary>Reads pictures.</summary>
    /// <returns>What it read in each, the seconds that it took, and the most memory so far in MB.</returns>
    public (IReadOnlyList<IReadOnlyList<string>> Read, double Seconds, double Megabytes) Read(IReadOnlyList<string> files)
    {
        using var list = new MemoryStream();
        using (var writer = new Utf8JsonWriter(list))
        {
            writer.WriteStartArray();
            foreach (var file in files)
                writer.WriteStringValue(Path.GetFullPath(file));
            writer.WriteEndArray();
        }

        _node.StandardInput.WriteLine(System.Text.Encoding.UTF8.GetString(list.ToArray()));
        using var answer = JsonDocument.Parse(
            _node.StandardOutput.ReadLine()
                ?? throw new InvalidOperationException("The peer ended; bench/README.md says how to install it."));
        var read = answer.RootElement.GetProperty("pictures").EnumerateArray()
            .Select(IReadOnlyList<string> (lines) => [.. lines.EnumerateArray().Select(line => line.GetString()!)]);
        return ([.. read], answer.RootElement.GetProperty("seconds").GetDouble(), answer.RootElement.GetProperty("megabytes").GetDouble());
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }
}
