using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Spotter.Cli.Tests.Commands;

/// <summary>A state that another program holds for longer than Spotter waits for it.</summary>
public sealed class LockedStateTests : IDisposable
{
    private readonly Workplace _workplace = new([new("State:BusyTimeout", "0")]);

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task A_scan_says_so_in_one_line_and_in_its_JSON_and_goes_on_when_the_state_is_free()
    {
        var account = $"folder:{Directory.CreateDirectory(_workplace.PathOf("photographs")).FullName}";
        Assert.Equal(0, (await _workplace.RunAsync("accounts", "add", account)).ExitCode);

        CommandRun held;
        using (Hold())
            held = await _workplace.RunAsync("scan", account, "--json");
        var free = await _workplace.RunAsync("scan", account);

        Assert.Equal(ExitCode.Failure, held.ExitCode);
        Assert.Contains("is locked by another program", Assert.Single(held.Error.TrimEnd().Split('\n')));
        var scan = Assert.Single(JsonDocument.Parse(held.Out).RootElement.EnumerateArray());
        Assert.Equal("failed", scan.GetProperty("outcome").GetString(), ignoreCase: true);
        Assert.Contains("is locked by another program", scan.GetProperty("message").GetString());
        Assert.True(free.ExitCode == 0, free.Error);
    }

    [Fact]
    public async Task The_doctor_says_so_once_and_checks_the_rest()
    {
        Assert.Equal(0, (await _workplace.RunAsync("accounts", "add", $"folder:{_workplace.PathOf("photographs")}")).ExitCode);

        CommandRun held;
        using (Hold())
            held = await _workplace.RunAsync("doctor");

        Assert.Equal(ExitCode.Failure, held.ExitCode);
        Assert.Contains("FAIL  state:", Assert.Single(
            held.Joined.Split('\n'), line => line.Contains("is locked by another program", StringComparison.Ordinal)));
        Assert.Contains("pictures:", held.Out);
        Assert.Contains("source folder:", held.Out);
    }

    private SqliteConnection Hold()
    {
        var connection = new SqliteConnection($"Data Source={_workplace.PathOf("state.db")};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }
}
