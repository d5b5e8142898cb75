using System.ComponentModel;
using System.Diagnostics;

namespace Spotter.Tests.Infrastructure;

/// <summary>The hooks, run by a shell in a copy of infra/, with an `az` and a `dotnet` that write down what they are asked.</summary>
public sealed class HookTests : IDisposable
{
    // What shells need of dotnet themselves (pwsh is a tool of it) goes on to the real one.
    private const string Az = """
        #!/bin/sh
        case "$(basename "$0") $1" in "dotnet run" | "az "*) ;; *) exec "$(PATH=${PATH#*:}; command -v dotnet)" "$@" ;; esac
        echo "$*" >> "$AZ_ASKED"
        case "$*" in *name==\'slack-token\'*) echo slack-token ;; esac
        """;

    // A test gives all that a hook reads; whoever runs it may have an environment of azd's in the shell.
    private static readonly string[] Ours = ["AZURE_", "SPOTTER_", "USE_", "VNET_"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-hooks-");

    public HookTests()
    {
        Directory.CreateDirectory(PathOf("infra", "hooks"));
        File.Copy(InfraFiles.PathOf("infra", "host.scheduler.json"), PathOf("infra", "host.scheduler.json"));
        foreach (var hook in Directory.EnumerateFiles(InfraFiles.PathOf("infra", "hooks")))
            File.Copy(hook, PathOf("infra", "hooks", Path.GetFileName(hook)));

        Directory.CreateDirectory(PathOf("bin"));
        foreach (var program in (string[])["az", "dotnet"])
        {
            File.WriteAllText(PathOf("bin", program), Az);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(PathOf("bin", program), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [SkippableTheory]
    [InlineData("sh")]
    [InlineData("pwsh")]
    public async Task A_package_for_a_scheduler_gets_its_own_host_file_and_the_next_one_for_storage_does_not(string shell)
    {
        var packaged = PathOf(".azure", "host.json");

        await SucceedAsync(shell, "prepackage", ("USE_DURABLE_TASK_SCHEDULER", "true"));
        await SucceedAsync(shell, "prepackage", ("USE_DURABLE_TASK_SCHEDULER", "true"));
        Assert.Equal(InfraFiles.Read("infra", "host.scheduler.json"), await File.ReadAllTextAsync(packaged));

        await SucceedAsync(shell, "prepackage", ("USE_DURABLE_TASK_SCHEDULER", "false"));
        await SucceedAsync(shell, "prepackage");
        Assert.False(File.Exists(packaged));
    }

    [SkippableTheory]
    [InlineData("sh")]
    [InlineData("pwsh")]
    public async Task A_package_brings_the_models_that_are_named_and_not_there(string shell)
    {
        Directory.CreateDirectory(PathOf("models", "here"));

        await SucceedAsync(shell, "prepackage", ("SPOTTER_ADD_MODELS", "here there"));

        var asked = Assert.Single(await AskedAsync());
        Assert.EndsWith("-- models add there", asked, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("sh")]
    [InlineData("pwsh")]
    public async Task The_provider_of_the_subnet_is_registered_where_there_is_a_network(string shell)
    {
        await SucceedAsync(shell, "preprovision", ("VNET_ENABLED", "false"), ("AZURE_SUBSCRIPTION_ID", "sub"));
        Assert.Empty(await AskedAsync());

        await SucceedAsync(shell, "preprovision", ("VNET_ENABLED", "true"), ("AZURE_SUBSCRIPTION_ID", "sub"));
        Assert.Equal(["provider register --namespace Microsoft.App --subscription sub --wait"], await AskedAsync());
    }

    [SkippableTheory]
    [InlineData("sh")]
    [InlineData("pwsh")]
    public async Task A_network_without_a_subscription_is_refused_with_what_to_do(string shell)
    {
        var (exit, said) = await RunAsync(shell, "preprovision", ("VNET_ENABLED", "true"));

        Assert.Equal(1, exit);
        Assert.Contains("azd env set AZURE_SUBSCRIPTION_ID", said, StringComparison.Ordinal);
        Assert.Empty(await AskedAsync());
    }

    [SkippableTheory]
    [InlineData("sh")]
    [InlineData("pwsh")]
    public async Task A_deployment_ends_with_the_secrets_that_are_missing_and_the_rescan_address(string shell)
    {
        var said = await SucceedAsync(
            shell,
            "postdeploy",
            ("AZURE_KEY_VAULT_NAME", "kv-lunch"),
            ("AZURE_RESOURCE_GROUP", "rg-lunch"),
            ("AZURE_FUNCTION_NAME", "func-lunch"),
            ("PAGES_ADDRESS", "https://func-lunch"),
            ("RESCAN_ADDRESS", "https://func-lunch/api/accounts/{source}/{handle}/rescan"),
            ("SPOTTER_SLACK_CHANNEL", "C0123456789"),
            ("SPOTTER_INSTAGRAM_USER_ID", "17841400000000000"));

        Assert.Contains("The secret instagram-access-token is not in the vault", said, StringComparison.Ordinal);
        Assert.DoesNotContain("The secret slack-token", said, StringComparison.Ordinal);
        Assert.Contains("The secret access-key is not in the vault", said, StringComparison.Ordinal);
        Assert.Contains("The pages: https://func-lunch\n", said.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.DoesNotContain("clarifai", said, StringComparison.Ordinal);
        Assert.Contains("https://func-lunch/api/accounts/{source}/{handle}/rescan", said, StringComparison.Ordinal);
    }

    private string PathOf(params string[] relative) => Path.Combine([_folder.FullName, .. relative]);

    private async Task<string[]> AskedAsync() => File.Exists(PathOf("asked")) ? await File.ReadAllLinesAsync(PathOf("asked")) : [];

    private async Task<string> SucceedAsync(string shell, string hook, params (string Name, string Value)[] environment)
    {
        var (exit, said) = await RunAsync(shell, hook, environment);
        Assert.True(exit == 0, said);
        return said;
    }

    private async Task<(int Exit, string Said)> RunAsync(string shell, string hook, params (string Name, string Value)[] environment)
    {
        Skip.If(OperatingSystem.IsWindows(), "The stand-in for az is a shell script.");
        string[] arguments = shell == "sh" ? [] : ["-NoProfile", "-File"];
        var script = PathOf("infra", "hooks", shell == "sh" ? $"{hook}.sh" : $"{hook}.ps1");
        var start = new ProcessStartInfo(shell, [.. arguments, script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var name in start.Environment.Keys.Where(
            name => Ours.Any(ours => name.StartsWith(ours, StringComparison.Ordinal))).ToList())
            start.Environment.Remove(name);
        start.Environment["PATH"] = $"{PathOf("bin")}:{start.Environment["PATH"]}";
        start.Environment["AZ_ASKED"] = PathOf("asked");
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        using var process = Start(start);
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return (process.ExitCode, string.Concat(said));
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw new SkipException($"{start.FileName} is not on the PATH.");
        }
    }
}
