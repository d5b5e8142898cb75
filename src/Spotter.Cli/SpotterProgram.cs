using System.Diagnostics;
using System.Reflection;

namespace Spotter.Cli;

/// <summary>This command, to be run in another process.</summary>
internal static class SpotterProgram
{
    /// <summary>How it is started with arguments, its input and outputs redirected.</summary>
    public static ProcessStartInfo With(params IEnumerable<string> args)
    {
        var (program, before) = Find();
        return new ProcessStartInfo(program, [.. before, .. args])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }

    // The command has a program of its own, or is run by dotnet.
    private static (string Program, string[] Before) Find()
    {
        var command = typeof(SpotterCommand).Assembly;
        var runs = Environment.ProcessPath ?? "dotnet";
        var isDotnet = Path.GetFileNameWithoutExtension(runs) == "dotnet";
        return Assembly.GetEntryAssembly() == command && !isDotnet
            ? (runs, [])
            : (isDotnet ? runs : "dotnet", [command.Location]);
    }
}
