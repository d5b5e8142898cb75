using System.Diagnostics;
using Spotter.Contracts;

namespace Spotter.FunctionsApp.Tests.Publishing;

/// <summary>The app as a deployment publishes it, but without SlackNet, which some registries lack. Published once for all tests, into folders of its own.</summary>
public sealed class PublishedApp : IAsyncLifetime
{
    private static readonly string Artifacts = Path.Combine(TestData.RepositoryFolder, "tests", "FunctionsApp.Tests", "obj", "published");

    public string Folder { get; } = Path.Combine(Artifacts, "app");

    public async Task InitializeAsync()
    {
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);

        string[] arguments = ["publish", "src/FunctionsApp", "-c", "Release", "-p:UseSlackNet=false", "--artifacts-path", Artifacts, "-o", Folder, "-v", "quiet", "-nologo"];
        using var dotnet = Process.Start(new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = TestData.RepositoryFolder,
            RedirectStandardOutput = true,
            // A build server that stays would keep the output open, and be waited for.
            Environment = { ["MSBUILDDISABLENODEREUSE"] = "1", ["UseSharedCompilation"] = "false" },
        })!;
        var output = await dotnet.StandardOutput.ReadToEndAsync();
        await dotnet.WaitForExitAsync();
        Assert.True(dotnet.ExitCode == 0, output);
    }

    public Task DisposeAsync() => Task.CompletedTask;
}
