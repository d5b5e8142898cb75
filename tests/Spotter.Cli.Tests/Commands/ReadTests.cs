using System.Text.Json;
using Spotter.Contracts.Reading;
using Spotter.Simulator.Drawing;
using Spotter.Vision.Decoding;

namespace Spotter.Cli.Tests.Commands;

public sealed class ReadTests
{
    private const int Seed = 3;

    [Fact]
    public async Task Without_a_reader_it_says_how_to_get_one()
    {
        using var workplace = new Workplace();
        workplace.Set("Models:Folder", workplace.PathOf("models"));

        var run = await workplace.RunAsync("read", DrawBoard(workplace));

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("No reader is installed", run.Error);
        Assert.Contains("spotter models add ppocr-v4", run.Error);
    }

    [SkippableFact]
    public async Task It_prints_the_words_and_draws_their_boxes()
    {
        using var workplace = await MakeWorkplaceAsync();
        var drawing = workplace.PathOf("read.jpg");

        var run = await workplace.RunAsync("read", DrawBoard(workplace), "--draw", drawing);

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("ROAST PUMPKIN", run.Out, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("image/jpeg", new VipsPictureDecoder().Identify(await File.ReadAllBytesAsync(drawing)).MediaType);
    }

    [SkippableFact]
    public async Task Each_line_of_its_json_has_a_box_and_a_bad_file_costs_itself_only()
    {
        using var workplace = await MakeWorkplaceAsync();
        var broken = workplace.PathOf("broken.jpg");
        await File.WriteAllTextAsync(broken, "no picture");

        var run = await workplace.RunAsync("read", DrawBoard(workplace), broken, "--json");

        Assert.Equal(1, run.ExitCode);
        var rows = JsonDocument.Parse(run.Out).RootElement.EnumerateArray().ToList();
        var line = rows[0].GetProperty("words").GetProperty("lines")[0];
        Assert.Equal(4, line.GetProperty("box").GetArrayLength());
        Assert.InRange(line.GetProperty("confidence").GetDouble(), 0.6, 1);
        Assert.Contains("it is not a JPEG", rows[1].GetProperty("error").GetString());
    }

    [SkippableFact]
    public async Task A_drawing_that_cannot_be_written_costs_no_words()
    {
        using var workplace = await MakeWorkplaceAsync();
        var drawings = workplace.PathOf("drawings");
        Directory.CreateDirectory(Path.Combine(drawings, "board.jpg"));

        var run = await workplace.RunAsync("read", DrawBoard(workplace), "--draw", drawings);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("ROAST PUMPKIN", run.Out, StringComparison.OrdinalIgnoreCase);
        Assert.Contains($"{Path.Combine(drawings, "board.jpg")} cannot be written", run.Error);
    }

    [SkippableFact]
    public async Task A_folder_that_takes_no_drawings_is_told_before_anything_is_read()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Nobody may write to /proc, and only Linux has it.");
        using var workplace = new Workplace();

        var run = await workplace.RunAsync("read", DrawBoard(workplace), "--draw", "/proc");

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--draw needs the folder /proc, in which no file can be written", run.Error);
    }

    [SkippableFact]
    public async Task Label_tells_the_words_where_it_is_asked_to()
    {
        using var workplace = await MakeWorkplaceAsync();
        var board = DrawBoard(workplace);

        var asked = await workplace.RunAsync("label", board, "--read");
        var unasked = await workplace.RunAsync("label", board, "--json");

        Assert.Contains("| ROAST PUMPKIN", asked.Out, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("words", unasked.Out);
    }

    [Fact]
    public async Task Drawings_are_put_where_they_can_be()
    {
        using var workplace = new Workplace();
        var board = DrawBoard(workplace);

        var other = await workplace.RunAsync("read", board, "--draw", "read.png");
        var below = await workplace.RunAsync("read", board, "--draw", Path.Combine(board, "read"));

        Assert.Equal((2, 2), (other.ExitCode, below.ExitCode));
        Assert.Contains("Write --draw read.jpg", other.Error);
        Assert.Contains("cannot be made", below.Error);
    }

    [Fact]
    public async Task Several_pictures_are_not_drawn_into_one_file_nor_a_picture_over_itself()
    {
        using var workplace = new Workplace();
        var board = DrawBoard(workplace);
        File.Copy(board, workplace.PathOf("other.jpg"));

        var several = await workplace.RunAsync("read", board, workplace.PathOf("other.jpg"), "--draw", workplace.PathOf("read.jpg"));
        var itself = await workplace.RunAsync("read", board, "--draw", board);

        Assert.Equal((2, 2), (several.ExitCode, itself.ExitCode));
        Assert.Contains("2 pictures cannot be drawn into one file", several.Error);
        Assert.Contains("would overwrite", itself.Error);
    }

    private static async Task<Workplace> MakeWorkplaceAsync()
    {
        var models = await InstalledReader.RequireAsync();
        var workplace = new Workplace();
        workplace.Set("Models:Folder", models);
        return workplace;
    }

    private static string DrawBoard(Workplace workplace)
    {
        var file = workplace.PathOf("board.jpg");
        File.WriteAllBytes(file, new VipsPictureRenderer().Render(PictureArtist.Draw(PictureKind.SpecialsBoard, Seed), 85));
        return file;
    }
}
