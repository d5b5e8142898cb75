using Microsoft.Extensions.Options;
using NetVips;
using ReadBench;
using Spotter.Contracts;
using Spotter.Contracts.Reading;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.Reading;
using Spotter.Reading.Installed;
using Spotter.Simulator.Drawing;
using Spotter.Vision.Decoding;
using Spotter.Vision.Inference;

namespace Spotter.Vision.Tests.Reading;

public sealed class PictureReaderTests
{
    private const int Quality = 85;

    private static readonly VipsPictureRenderer Renderer = new();
    private static readonly Lazy<Task<PictureReader>> Reader = new(
        async () => MakeReader(await InstalledReader.RequireAsync()));

    [SkippableFact]
    public async Task Drawn_boards_are_read_almost_without_a_mistake()
    {
        var errors = default(LetterErrors);
        foreach (var seed in Enumerable.Range(0, 12))
            errors += LetterErrors.Of(PictureArtist.WordsOf(PictureKind.SpecialsBoard, seed), await ReadAsync(DrawBoard(seed)));

        Assert.InRange(errors.Rate, 0, 0.02);
    }

    [SkippableFact]
    public async Task Ten_photographs_of_boards_are_read_as_people_read_them()
    {
        var folder = TestData.Require("images", "boards");
        var boards = WrittenBoards.Read(Path.Combine(folder, "words.json")).Concat(
            WrittenBoards.Read(
                Path.Combine(TestData.RepositoryFolder, "tests", "Spotter.Vision.Tests", "Reading", "boards.json"))).ToList();
        var errors = default(LetterErrors);
        foreach (var (file, lines) in boards)
            errors += LetterErrors.Of(lines, await ReadAsync(await File.ReadAllBytesAsync(Path.Combine(folder, file))));

        Assert.Equal(10, boards.Count);
        Assert.InRange(errors.Rate, 0, 0.13);
    }

    [SkippableFact]
    public async Task The_first_look_lets_every_board_and_menu_through()
    {
        var folder = TestData.Require("images", "boards");
        var reader = await Reader.Value;
        var skipped = new List<string>();
        foreach (var file in ((string[])["board", "menu"]).SelectMany(kind => Directory.EnumerateFiles(Path.Combine(folder, kind))))
            if (!await reader.MayHaveWordsAsync(await File.ReadAllBytesAsync(file), default))
                skipped.Add(file);

        Assert.Empty(skipped);
    }

    [SkippableTheory]
    [InlineData(Enums.Angle.D90)]
    [InlineData(Enums.Angle.D180)]
    [InlineData(Enums.Angle.D270)]
    public async Task A_board_that_is_turned_is_read_in_the_same_order(Enums.Angle angle)
    {
        var upright = DrawBoard(3);
        using var image = Image.NewFromBuffer(upright);
        using var turned = image.Rot(angle);

        var lines = await ReadAsync(turned.WriteToBuffer(".png"));

        Assert.InRange(LetterErrors.Of(PictureArtist.WordsOf(PictureKind.SpecialsBoard, 3), lines).Rate, 0, 0.1);
        var first = (await ReadAsync(upright))[0];
        Assert.InRange(LetterErrors.Of([first], [lines[0]]).Rate, 0, 0.3);
    }

    [SkippableFact]
    public async Task Prices_on_a_page_that_lies_on_its_side_are_read()
    {
        string[] dishes = ["Clam Chowder", "Lobster Bisque", "Caesar Salad", "Turkey Club", "Apple Pie"];
        string[] prices = ["$6.50", "$8.00", "$9.25", "$7.75", "$4.00"];
        var places = dishes.Select((dish, row) => (dish, 60, 80 + (90 * row)))
            .Concat(prices.Select((price, row) => (price, 800, 80 + (90 * row))));
        using var page = Image.NewFromBuffer(Write(places, Enums.Angle.D0)).Rot270();

        var lines = await ReadAsync(page.WriteToBuffer(".png"));

        Assert.Equal(dishes.Zip(prices).SelectMany(line => new[] { line.First, line.Second }), lines);
    }

    [SkippableFact]
    public async Task A_line_that_stands_upside_down_among_others_is_read()
    {
        using var others = Image.NewFromBuffer(
            Write([("This line is upright", 60, 60), ("Upright again today", 60, 450), ("Served until four", 60, 650)], Enums.Angle.D0));
        using var turned = Image.NewFromBuffer(Write([("This line stands upside down", 60, 250)], Enums.Angle.D180));

        var lines = await ReadAsync((others & turned).WriteToBuffer(".png"));

        Assert.Equal(["This line is upright", "This line stands upside down", "Upright again today", "Served until four"], lines);
    }

    [SkippableFact]
    public async Task A_box_is_told_clockwise_from_where_its_line_begins()
    {
        using var turned = Image.NewFromBuffer(DrawBoard(3)).Rot(Enums.Angle.D180);

        var words = await (await Reader.Value).ReadAsync(turned.WriteToBuffer(".png"), default);

        Assert.StartsWith("ppocr-v4 ", words.Reader);
        Assert.All(words.Lines, line =>
        {
            Assert.Equal(4, line.Box.Count);
            Assert.All(line.Box, corner => Assert.True(corner.X is >= 0 and <= 1 && corner.Y is >= 0 and <= 1));
            // Upside down, a line begins at its right end.
            Assert.True(line.Box[0].X > line.Box[1].X, line.Text);
        });
    }

    [SkippableFact]
    public async Task A_mirrored_board_gives_little()
    {
        using var mirrored = Image.NewFromBuffer(DrawBoard(3)).FlipHor();

        var lines = await ReadAsync(mirrored.WriteToBuffer(".png"));

        Assert.True(lines.Sum(line => line.Length) < PictureArtist.WordsOf(PictureKind.SpecialsBoard, 3).Sum(line => line.Length) / 2);
    }

    [SkippableTheory]
    [InlineData("Суп дня: борщ|Хлеб домашний|Пирожки с капустой|Горячий шоколад")]
    [InlineData("Σούπα ημέρας|Φασολάδα με ψωμί|Σαλάτα χωριάτικη|Ψάρι στη σχάρα")]
    [InlineData("Դաշտային նախաճաշ|Թարմ հաց|Կանաչ աղցան|Բարի գալուստ")]
    [InlineData("מרק היום|שקשוקה עם לחם|עוגת גבינה|פתוח מהבוקר עד הערב")]
    [InlineData("شوربة اليوم|خبز طازج|سلطة خضراء|عصير برتقال طازج")]
    [InlineData("დღის მენიუ|ხინკალი|ხაჭაპური აჭარული|ლობიო ქოთანში|ღვინო სახლის|ყავა და ჩაი")]
    public async Task Of_a_script_that_it_does_not_know_it_says_at_most_a_line(string lines)
    {
        var words = await (await Reader.Value).ReadAsync(Write(lines), default);

        Assert.InRange(words.Lines.Count(line => line.Text.Count(char.IsLetterOrDigit) > 2), 0, 1);
    }

    [SkippableTheory]
    [InlineData("Soupe du jour: potiron|Crème brûlée maison|Café gourmand 7,50")]
    [InlineData("Zupa dnia: żurek|Śledź w śmietanie|Łosoś z grilla 42 zł")]
    [InlineData("Günün çorbası|Mercimek çorbası|İskender kebap")]
    [InlineData("Phở bò tái|Bún chả Hà Nội|Cà phê sữa đá")]
    public async Task Of_languages_with_accents_it_says_every_line(string lines)
    {
        var words = await (await Reader.Value).ReadAsync(Write(lines), default);

        Assert.Equal(lines.Split('|').Length, words.Lines.Count);
        Assert.Null(words.Unread);
    }

    [SkippableFact]
    public async Task A_picture_of_noise_says_nothing()
    {
        using var noise = Image.Gaussnoise(600, 500, sigma: 60, mean: 128).Cast(Enums.BandFormat.Uchar);
        using var colours = noise.Bandjoin(noise.Rot180(), noise.FlipHor()).Copy(interpretation: Enums.Interpretation.Srgb);

        Assert.Empty(await ReadAsync(colours.WriteToBuffer(".png")));
    }

    [SkippableFact]
    public async Task A_picture_full_of_specks_is_read_in_bounds()
    {
        using var checks = Image.Grey(12, 12, uchar: true).Replicate(100, 100);
        using var colours = checks.Bandjoin(checks, checks).Copy(interpretation: Enums.Interpretation.Srgb);

        Assert.InRange((await ReadAsync(colours.WriteToBuffer(".png"))).Count, 0, 500);
    }

    [SkippableFact]
    public async Task Letters_on_a_very_long_picture_are_found()
    {
        using var board = Image.NewFromBuffer(DrawBoard(3)).Resize(200.0 / 1350);
        using var strip = board.Embed(9_000, 0, 20_000, 200, Enums.Extend.White);

        var lines = await ReadAsync(strip.WriteToBuffer(".png"));

        Assert.InRange(lines.Count, 0, 100);
    }

    [SkippableFact]
    public async Task What_is_no_picture_is_refused() =>
        await Assert.ThrowsAsync<PictureFormatException>(() => ReadAsync("no picture"u8.ToArray()));

    [Fact]
    public async Task Without_a_reader_it_is_said_how_to_get_one()
    {
        using var reader = MakeReader(Path.Combine(Path.GetTempPath(), "spotter-no-models"));

        var error = await Assert.ThrowsAsync<ModelException>(() => reader.ReadAsync(DrawBoard(3), default));

        Assert.Contains("No reader is installed", error.Message);
        Assert.Contains("spotter models add ppocr-v4", error.Message);
    }

    private static async Task<IReadOnlyList<string>> ReadAsync(byte[] picture) =>
        [.. (await (await Reader.Value).ReadAsync(picture, default)).Lines.Select(line => line.Text)];

    private static byte[] DrawBoard(int seed) => Renderer.Render(PictureArtist.Draw(PictureKind.SpecialsBoard, seed), Quality);

    private static byte[] Write(string lines)
    {
        using var letters = Image.Text(lines.Replace('|', '\n'), font: "DejaVu Sans 34", spacing: 20);
        using var sheet = letters.Invert().Embed(
            40, 40, letters.Width + 80, letters.Height + 80, Enums.Extend.White);
        using var colours = sheet.Bandjoin(sheet, sheet).Copy(interpretation: Enums.Interpretation.Srgb);
        return colours.WriteToBuffer(".png");
    }

    private static byte[] Write(IEnumerable<(string Text, int X, int Y)> lines, Enums.Angle angle)
    {
        var page = Image.Black(1080, 1350);
        foreach (var (text, x, y) in lines)
            page = page.Insert(Image.Text(text, font: "DejaVu Sans 44", dpi: 72).Rot(angle), x, y);
        var sheet = page.Invert();
        return sheet.Bandjoin(sheet, sheet).Copy(interpretation: Enums.Interpretation.Srgb).WriteToBuffer(".png");
    }

    private static PictureReader MakeReader(string models) =>
        new(
            new VipsPictureDecoder(),
            new OnnxRuntimeEngine(Options.Create(new InferenceOptions())),
            Options.Create(new ReadingOptions()),
            Options.Create(new ModelOptions { Folder = models }),
            Options.Create(new PictureDownloadOptions()));
}
