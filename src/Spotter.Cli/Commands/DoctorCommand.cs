using System.CommandLine;
using Spotter.Cli.Checks;
using Spotter.Cli.Output;
using Spotter.Web.Checks;

namespace Spotter.Cli.Commands;

/// <summary><c>spotter doctor</c></summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        var json = CommandOptions.Json();
        var send = new Option<bool>("--send") { Description = "Send a test message to each channel" };
        var command = new Command("doctor", """
            Check settings, native libraries, the model, the state, the disk, the channels, the sources and the accounts, and say what to do.

            Slack is asked whether the token and the channel are good; a webhook is tried without a message.
            Exit code 1 where a check failed.

            Examples:
              spotter doctor
              spotter doctor --send
            """) { send, json };
        command.SetAction(async (result, cancellationToken) =>
        {
            var checks = await CheckAllAsync(result, terminal, result.GetValue(send), cancellationToken);
            if (result.GetValue(json))
                terminal.Json(checks, CliJson.Default.IReadOnlyListDoctorCheck);
            else
                foreach (var check in checks)
                    terminal.Wrapped(check.Ok ? "ok    " : "FAIL  ", $"{check.What}: {check.Found}");
            return checks.All(check => check.Ok) ? ExitCode.Success : ExitCode.Failure;
        });
        return command;
    }

    private static async Task<IReadOnlyList<DoctorCheck>> CheckAllAsync(
        ParseResult result, Terminal terminal, bool send, CancellationToken cancellationToken)
    {
        CommandHost host;
        try
        {
            host = CommandHost.Open(result, terminal);
        }
        catch (UsageException error)
        {
            return await Doctor.CheckWithoutSettingsAsync(error.Message);
        }

        await using (host)
            return await new Doctor(host).CheckAsync(send, cancellationToken).ToListAsync(cancellationToken);
    }
}
