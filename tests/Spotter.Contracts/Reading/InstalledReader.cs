using System.ComponentModel;
using System.Diagnostics;
using Spotter.Reading.Installed;
using Xunit;

namespace Spotter.Contracts.Reading;

/// <summary>
/// The reader, in a models folder beside the tests; its files are fetched with npm where they are not there yet. Tests that need it are
/// skipped on a machine without npm.
/// </summary>
public static class InstalledReader
{
    private static readonly string NpmFolder = Path.Combine(TestData.RepositoryFolder, "tests", "Spotter.Contracts", "Reading", "npm");
    private static readonly Lazy<Task<string?>> Folder = new(InstallAsync);

    /// <summary>The models folder; skips the test, saying why, where the reader cannot be fetched.</summary>
    public static async Task<string> RequireAsync()
    {
        var folder = await Folder.Value;
        Skip.If(folder is null, "The reader's models are fetched with npm, which is not on this machine.");
        return folder!;
    }

    private static async Task<string?> InstallAsync()
    {
        // Several test projects may come here at the same time.
        await using var turn = await WaitForTurnAsync();
        if (!await FetchAsync())
            return null;

        var models = Path.Combine(AppContext.BaseDirectory, "reader-models");
        var reader = KnownReaders.PpOcrV4;
        var folder = Path.Combine(models, reader.Name);
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(NpmFolder, "node_modules", "@gutenye", "ocr-models", "assets")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        await ReaderFolder.DescribeAsync(folder, reader, CancellationToken.None);
        await (await ReaderFolder.OpenAsync(folder, CancellationToken.None)).CheckAsync(CancellationToken.None);
        return models;
    }

    private static async Task<bool> FetchAsync()
    {
        // npm writes this file last.
        var installed = new FileInfo(Path.Combine(NpmFolder, "node_modules", ".package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(NpmFolder, "package-lock.json")))
            return true;

        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        string[] arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        try
        {
            using var install = Process.Start(new ProcessStartInfo(npm, arguments) { WorkingDirectory = NpmFolder })!;
            await install.WaitForExitAsync();
            return install.ExitCode == 0
                ? true
                : throw new InvalidOperationException(
                    $"'npm ci' in {NpmFolder} ended with {install.ExitCode}. Check that npm reaches its registry.");
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static async Task<FileStream> WaitForTurnAsync()
    {
        while (true)
        {
            try
            {
                return new FileStream(
                    Path.Combine(Path.GetTempPath(), "spotter-reader-npm.lock"),
                    FileMode.OpenOrCreate,
                    FileAccess.ReadWrite,
                    FileShare.None);
            }
            catch (IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(200));
            }
        }
    }
}
