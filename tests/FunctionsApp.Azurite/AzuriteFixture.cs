using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Spotter.Contracts;
using Xunit;

namespace Spotter.FunctionsApp.Azurite;

/// <summary>Azurite, the storage emulator, in a process and a folder of its own; installed with npm where it is not.</summary>
public sealed class AzuriteFixture : IAsyncLifetime
{
    // Not the table's name: the client takes that off an address whose path begins with it.
    private const string Account = "azurite";
    private static readonly TimeSpan MaxStart = TimeSpan.FromMinutes(2);
    private static readonly string NpmFolder = Path.Combine(TestData.RepositoryFolder, "tests", "FunctionsApp.Azurite", "npm");

    private readonly string _key = Convert.ToBase64String(RandomNumberGenerator.GetBytes(64));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-azurite-");
    private readonly StringBuilder _said = new();
    private Process? _azurite;

    /// <summary>Leads to its blobs, queues and tables; the key is this run's own.</summary>
    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync()
    {
        await InstallAsync();

        // It picks free ports itself and says which.
        string[] arguments =
        [
            Path.Combine(NpmFolder, "node_modules", "azurite", "dist", "src", "azurite.js"),
            "--blobPort",
            "0",
            "--queuePort",
            "0",
            "--tablePort",
            "0",
            "--location",
            _folder.FullName,
            "--silent",
            "--loose",
            "--skipApiVersionCheck",
            "--disableTelemetry",
        ];
        var start = new ProcessStartInfo("node", arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AZURITE_ACCOUNTS"] = $"{Account}:{_key}";
        _azurite = Start(start);
        var (blobs, queues, tables) = (
            new TaskCompletionSource<string>(), new TaskCompletionSource<string>(), new TaskCompletionSource<string>());
        _azurite.OutputDataReceived += (_, line) =>
        {
            Hear(line.Data);
            Take("Blob", line.Data, blobs);
            Take("Queue", line.Data, queues);
            Take("Table", line.Data, tables);
        };
        _azurite.ErrorDataReceived += (_, line) => Hear(line.Data);
        _azurite.BeginOutputReadLine();
        _azurite.BeginErrorReadLine();

        await WaitAsync(Task.WhenAll(blobs.Task, queues.Task, tables.Task), _azurite);
        ConnectionString =
            $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={_key};BlobEndpoint={await blobs.Task}/{Account};" +
            $"QueueEndpoint={await queues.Task}/{Account};TableEndpoint={await tables.Task}/{Account};";
    }

    public async Task DisposeAsync()
    {
        if (_azurite is not null)
        {
            _azurite.Kill(entireProcessTree: true);
            await _azurite.WaitForExitAsync();
            _azurite.Dispose();
        }

        _folder.Delete(recursive: true);
    }

    private static async Task InstallAsync()
    {
        // Two test projects may come here at the same time.
        await using var turn = await WaitForTurnAsync();

        // npm writes this file last.
        var installed = new FileInfo(Path.Combine(NpmFolder, "node_modules", ".package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(NpmFolder, "package-lock.json")))
            return;

        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        using var install = Start(
            new ProcessStartInfo(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
            {
                WorkingDirectory = NpmFolder,
            }
        );
        await install.WaitForExitAsync();
        if (install.ExitCode != 0)
            throw new InvalidOperationException(
                $"'npm ci' in {NpmFolder} ended with {install.ExitCode}. Check that npm reaches its registry.");
    }

    private static async Task<FileStream> WaitForTurnAsync()
    {
        while (true)
        {
            try
            {
                return new FileStream(
                    Path.Combine(Path.GetTempPath(), "spotter-azurite-npm.lock"),
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None
                );
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new InvalidOperationException(
                $"{start.FileName} cannot be started: {error.Message}. The tests of FunctionsApp need Node.js 20 or newer, with npm.",
                error
            );
        }
    }

    private static void Take(string service, string? line, TaskCompletionSource<string> address)
    {
        var before = $"Azurite {service} service is successfully listening at ";
        if (line is not null && line.StartsWith(before, StringComparison.Ordinal))
            address.TrySetResult(line[before.Length..].Trim());
    }

    private void Hear(string? line)
    {
        lock (_said)
            _said.AppendLine(line);
    }

    private async Task WaitAsync(Task listening, Process process)
    {
        if (await Task.WhenAny(listening, process.WaitForExitAsync(), Task.Delay(MaxStart)) == listening)
            return;

        process.Kill(entireProcessTree: true);
        lock (_said)
            throw new InvalidOperationException($"Azurite did not start: {_said}");
    }
}
