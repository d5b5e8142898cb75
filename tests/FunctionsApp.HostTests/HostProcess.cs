using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Spotter.FunctionsApp.TestHost;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>A host in a process of its own, with its worker.</summary>
internal sealed class HostProcess : IDisposable
{
    private const string BeforeAddress = "listening at ";

    private readonly Process _process;

    private HostProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    /// <summary>Starts a host.</summary>
    /// <param name="settings">Of the app.</param>
    /// <param name="log">Where what the host and its worker say goes.</param>
    public static async Task<HostProcess> StartAsync(IReadOnlyDictionary<string, string> settings, ConcurrentQueue<string> log)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(FunctionsHost).Assembly.Location, PublishedFolder.App.Folder])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, line) => log.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
        await process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(settings));
        await process.StandardInput.FlushAsync();
        return new HostProcess(process, await FindAddressAsync(process));
    }

    /// <summary>Ends host and worker with a signal that neither can catch.</summary>
    /// <returns>The exit code of the host.</returns>
    public async Task<int> KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static async Task<Uri> FindAddressAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
            if (line.StartsWith(BeforeAddress, StringComparison.Ordinal))
                return new Uri(line[BeforeAddress.Length..]);

        throw new InvalidOperationException("The host ended before it listened.");
    }
}
