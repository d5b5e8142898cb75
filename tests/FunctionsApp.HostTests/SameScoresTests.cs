using System.Diagnostics;
using System.Text.Json;
using Spotter.Contracts.Reading;
using Spotter.Simulator.Drawing;
using Spotter.Simulator.Scenarios;
using Xunit.Abstractions;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>What is measured on one machine holds for the app.</summary>
public sealed class SameScoresTests(RunningApp app, ITestOutputHelper output) : AppTest(app, output)
{
    private const string Gallery = "scores_gallery";
    private const int Posts = 6;

    internal static IEnumerable<AccountScript> Accounts =>
    [
        new()
        {
            Handle = Gallery,
            Posts = [.. Enumerable.Range(1, Posts).Select(
                n => new PostScript { At = -10 * n, Pictures = [PictureKind.SpecialsBoard, PictureKind.Other] })],
        },
    ];

    [Fact]
    public async Task The_app_and_the_command_give_a_picture_the_same_scores_to_the_last_digit()
    {
        var account = await App.WatchAsync(Shop.ToBeAskedFor(Gallery));
        await App.Api.RescanAsync(account);
        var pictures = (await App.Api.GetAsync($"accounts/instagram/{Gallery}/posts")).Json.EnumerateArray().SelectMany(
            post => post.GetProperty("pictures").EnumerateArray()).ToList();
        var byApp = pictures.ToDictionary(
            picture => picture.GetProperty("id").GetString()!, picture => Write(picture.GetProperty("scores")));
        Assert.Equal(2 * Posts, byApp.Count);

        var byCommand = await LabelAsync(byApp.Keys);

        Assert.Equal(byApp.OrderBy(pair => pair.Key, StringComparer.Ordinal), byCommand.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    /// <summary>Has the command label the pictures that the app stored.</summary>
    private async Task<Dictionary<string, string>> LabelAsync(IEnumerable<string> ids)
    {
        var folder = Directory.CreateTempSubdirectory("spotter-test-");
        try
        {
            foreach (var id in ids)
                await File.WriteAllBytesAsync(Path.Combine(folder.FullName, $"{id}.jpg"), (await App.Api.GetAsync($"pictures/{id}")).Body);
            var rows = JsonDocument.Parse(await RunCommandAsync("label", folder.FullName, "--json")).RootElement;
            return rows.EnumerateArray().ToDictionary(
                row => Path.GetFileNameWithoutExtension(row.GetProperty("file").GetString()!), row => Write(row.GetProperty("labels")));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string> RunCommandAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Spotter.Cli.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
        };
        // With the app's reader, since the model goes by words.
        start.Environment["SPOTTER_Models__Folder"] = await InstalledReader.RequireAsync();
        using var command = Process.Start(start)!;
        var said = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        Assert.Equal(0, command.ExitCode);
        return said;
    }

    // As the digits were written.
    private static string Write(JsonElement scores) =>
        string.Join(", ", scores.EnumerateArray().Select(
            score => $"{score.GetProperty("label").GetString()} {score.GetProperty("score").GetRawText()}"));
}
