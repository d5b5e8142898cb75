using System.Text.Json;

namespace Spotter.Cli.Tests.Commands;

public sealed class ModelsCommandTests : IDisposable
{
    private readonly string _models = Path.Combine(Path.GetTempPath(), $"spotter-models-{Guid.NewGuid():N}");
    private readonly Workplace _workplace;

    public ModelsCommandTests() => _workplace = new Workplace([KeyValuePair.Create<string, string?>("Models:Folder", _models)]);

    public void Dispose()
    {
        _workplace.Dispose();
        if (Directory.Exists(_models))
            Directory.Delete(_models, recursive: true);
    }

    [Fact]
    public async Task A_model_is_trained_listed_shown_evaluated_and_a_backbone_for_the_next()
    {
        var (old, fresh) = (_workplace.PathOf("old"), _workplace.PathOf("fresh"));
        await _workplace.RunAsync("simulate", "--pictures", old, "--count", "12", "--seed", "5");
        await _workplace.RunAsync("simulate", "--pictures", fresh, "--count", "8", "--seed", "6");

        var trained = await _workplace.RunAsync(
            "train", old, "--out", Path.Combine(_models, "boards"), "--folds", "3", "--precision", "0.9", "--weights", "other=2", "--json");
        var listed = await _workplace.RunAsync("models", "list", "--json");
        var shown = await _workplace.RunAsync("models", "show", "boards");
        var evaluated = await _workplace.RunAsync("evaluate", fresh, "--model", "boards", "--report", _workplace.PathOf("report.html"));
        var one = await _workplace.RunAsync("evaluate", fresh, "--model", "boards", "--label", "specials-board");
        var next = await _workplace.RunAsync(
            "train",
            old,
            "--out",
            Path.Combine(_models, "next"),
            "--backbone",
            "boards",
            "--features",
            "features",
            "--augment",
            "flip",
            "--copies",
            "1",
            "--no-cache"
        );

        Assert.True(trained.ExitCode == 0, trained.Error);
        var report = JsonDocument.Parse(trained.Out).RootElement;
        Assert.Equal(3, report.GetProperty("folds").GetInt32());
        Assert.Equal(24, report.GetProperty("evaluation").GetProperty("pictures").GetInt32());
        Assert.True(File.Exists(report.GetProperty("page").GetString()));
        Assert.Contains(
            "boards",
            JsonDocument
                .Parse(listed.Out)
                .RootElement.EnumerateArray()
                .Where(row => row.GetProperty("state").GetString() == "here")
                .Select(row => row.GetProperty("name").GetString())
        );
        Assert.Contains("ready to add", listed.Out);
        Assert.Contains("spotter_features", shown.Out);
        Assert.True(evaluated.ExitCode == 0, evaluated.Error);
        Assert.Contains("95 % sure", evaluated.Out);
        Assert.True(File.Exists(_workplace.PathOf("report.html")));
        Assert.Contains("anything else", one.Out);
        Assert.True(next.ExitCode == 0, next.Error);
        Assert.DoesNotContain("instead", next.Out);
    }

    [Fact]
    public async Task A_model_is_packed_and_added_again_as_a_version()
    {
        var file = _workplace.PathOf("board.zip");

        var packed = await _workplace.RunAsync("models", "pack", "specials-board", "--out", file);
        var added = await _workplace.RunAsync("models", "add", file, "--name", "lunch");
        var again = await _workplace.RunAsync("models", "add", file);
        var listed = await _workplace.RunAsync("models", "list");
        var refused = await _workplace.RunAsync("models", "add", file, "--labels", "imagenet");
        var missing = await _workplace.RunAsync("models", "pack", "nothing");

        Assert.True(packed.ExitCode == 0, packed.Error);
        Assert.Contains("Packed specials-board/first into", packed.Out);
        Assert.Contains("Added lunch.", added.Out);
        Assert.Matches("Added version [0-9-]+ of specials-board. Nobody uses it yet: spotter models rollback specials-board", again.Out);
        Assert.Contains("versions; in use: first", listed.Out);
        Assert.Equal((2, 2), (refused.ExitCode, missing.ExitCode));
        Assert.Contains("--name alone can be given", refused.Error);
    }

    [Fact]
    public async Task A_packed_model_that_is_cut_short_is_told_and_not_added()
    {
        var file = _workplace.PathOf("cut.zip");
        await File.WriteAllBytesAsync(file, [80, 75, 3, 4]);

        var refused = await _workplace.RunAsync("models", "add", file, "--name", "lunch");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains($"{file} was not added. It is no zip archive, or is cut short or damaged.", refused.Error);
        Assert.False(Directory.Exists(Path.Combine(_models, "lunch")));
    }

    [Fact]
    public async Task A_model_of_ones_own_hides_none_of_those_that_came_with_the_program()
    {
        Directory.CreateDirectory(Path.Combine(_models, "mine"));
        await File.WriteAllTextAsync(
            Path.Combine(_models, "mine", "model.json"), """{ "name": "mine", "hosted": { "model": "general" }, "labels": ["train"] }""");

        var listed = JsonDocument.Parse((await _workplace.RunAsync("models", "list", "--json")).Out).RootElement.EnumerateArray().ToList();
        var watched = await _workplace.RunAsync("accounts", "add", "instagram:dave", "--rule", "specials-board");

        Assert.Equal(Path.Combine(_models, "mine"), FolderOf("mine"));
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "models", "specials-board"), FolderOf("specials-board"));
        Assert.True(watched.ExitCode == 0, watched.Error);

        string? FolderOf(string name) =>
            listed.Single(row => row.GetProperty("name").GetString() == name).GetProperty("folder").GetString();
    }

    [Theory]
    [InlineData("train", ".", "--out", "built-in/lunch")]
    [InlineData("models", "add", "mobilenet-v2")]
    public async Task Nothing_is_written_into_the_folder_of_the_program(params string[] args)
    {
        var builtIn = _workplace.PathOf("built-in");
        _workplace.Set("Models:BuiltInFolder", builtIn);
        _workplace.Set("Models:Folder", _workplace.PathOf("other/../built-in"));

        var run = await _workplace.RunAsync(
            [.. args.Select(arg => arg switch { "." => Drawn(), "built-in/lunch" => _workplace.PathOf(arg), _ => arg })]);

        Assert.NotEqual(ExitCode.Success, run.ExitCode);
        Assert.Contains("in the folder of the models that came with the program", run.Error);
        Assert.False(Directory.Exists(builtIn));
    }

    [Fact]
    public async Task A_broken_model_is_listed_with_what_is_wrong()
    {
        Directory.CreateDirectory(Path.Combine(_models, "broken"));
        await File.WriteAllTextAsync(Path.Combine(_models, "broken", "model.json"), "{");

        var run = await _workplace.RunAsync("models", "list");

        Assert.Equal(ExitCode.Success, run.ExitCode);
        Assert.Contains("cannot be read", run.Out);
    }

    [Fact]
    public async Task A_hosted_model_is_shown_with_where_it_is()
    {
        Directory.CreateDirectory(Path.Combine(_models, "hosted"));
        await File.WriteAllTextAsync(
            Path.Combine(_models, "hosted", "model.json"),
            """{ "name": "hosted", "hosted": { "model": "general" }, "labels": ["train", "station"] }"""
        );

        var run = await _workplace.RunAsync("models", "show", "hosted");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("2 labels: train, station", run.Out);
        Assert.Contains("Hosted by Clarifai as 'general'", run.Out);
    }

    [Fact]
    public async Task Long_labels_are_numbered_above_the_columns_of_the_matrix()
    {
        var drawn = _workplace.PathOf("drawn");
        await _workplace.RunAsync("simulate", "--pictures", drawn, "--count", "4");
        var label = new string('b', 70);
        Directory.Move(Path.Combine(drawn, "specials-board"), Path.Combine(drawn, label));

        var run = await _workplace.RunAsync("train", drawn, "--out", Path.Combine(_models, "long"));

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Matches(@"RIGHT LABEL \\ GIVEN +1 +2\r?\n", run.Out);
        Assert.Matches($@"\n1 {label} +\d", run.Out);
    }

    [Theory]
    [InlineData("'mobilenet-v2' is not here yet. Add it: spotter models add mobilenet-v2", "models", "show", "mobilenet-v2")]
    [InlineData("There is no model 'soup'", "models", "show", "soup")]
    [InlineData("There is no file soup.onnx, and no known model of that name", "models", "add", "soup.onnx")]
    [InlineData("needs --sha256", "models", "add", "https://example.com/soup.onnx")]
    [InlineData("There is no backbone soup.onnx", "train", ".", "--out", "out", "--backbone", "soup.onnx")]
    [InlineData("computes no tensor 'soup'", "train", ".", "--out", "out", "--backbone", "built-in", "--features", "soup")]
    [InlineData("'soup' is no label of 'specials-board'", "evaluate", ".", "--model", "specials-board", "--label", "soup")]
    public async Task Words_that_do_not_fit_what_is_there_are_named_in_one_line(string expected, params string[] args)
    {
        var run = await _workplace.RunAsync(
            [.. args.Select(arg => arg switch { "out" => _workplace.PathOf("out"), "." => Drawn(), _ => arg })]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(expected, run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("--weights is 'heavy'", "--weights", "heavy")]
    [InlineData("--augment is 'spin'", "--augment", "spin")]
    [InlineData("'many'", "--folds", "many")]
    [InlineData("'high' for option '--precision': write a number", "--precision", "high")]
    [InlineData("--augment how they are changed", "--copies", "2")]
    [InlineData("--folds is 1", "--folds", "1")]
    [InlineData("--precision is 98", "--precision", "98")]
    public async Task Wrong_words_for_training_are_named(string expected, params string[] args)
    {
        var run = await _workplace.RunAsync(["train", "photos", "--out", _workplace.PathOf("out"), .. args]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(expected, run.Error);
    }

    [Theory]
    [InlineData("one is measured against everything else", "--label", "a", "--label", "b")]
    [InlineData("--label is 'a='", "--label", "a=")]
    public async Task Wrong_words_for_a_label_to_evaluate_are_named(string expected, params string[] args)
    {
        var run = await _workplace.RunAsync(["evaluate", "photos", "--model", "soup", .. args]);

        Assert.Equal(ExitCode.Usage, run.ExitCode);
        Assert.Contains(expected, run.Error);
    }

    private string Drawn()
    {
        foreach (var label in new[] { "a", "b" })
            File.WriteAllText(
                Path.Combine(Directory.CreateDirectory(_workplace.PathOf(Path.Combine("pictures", label))).FullName, "x.jpg"), label);
        return _workplace.PathOf("pictures");
    }

    [Fact]
    public async Task A_reader_stays_while_a_rule_hangs_on_the_words_that_it_reads()
    {
        using var workplace = new Workplace();
        workplace.Set("Models:Folder", workplace.PathOf("models"));
        var reader = Directory.CreateDirectory(workplace.PathOf("models/ppocr-v4")).FullName;
        await File.WriteAllTextAsync(Path.Combine(reader, "model.json"), """{ "name": "ppocr-v4", "kind": "reader" }""");
        await workplace.RunAsync("accounts", "add", "instagram:dave", "--rule", "words has \"chowder\" -> console");

        var refused = await workplace.RunAsync("models", "remove", "ppocr-v4");
        await workplace.RunAsync("accounts", "remove", "instagram:dave");

        Assert.Equal(ExitCode.Usage, refused.ExitCode);
        Assert.Contains("A rule of instagram:dave hangs on words", refused.Error);
        Assert.Equal(0, (await workplace.RunAsync("models", "remove", "ppocr-v4")).ExitCode);
    }
}
