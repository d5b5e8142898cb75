using System.Text.Json;
using Spotter.Tests.Captions;
using Spotter.Vision.Decoding;

namespace Spotter.Cli.Tests.Commands;

public sealed class CaptionsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("spotter-captions-").FullName;
    private readonly Workplace _workplace;

    public CaptionsTests()
    {
        _workplace = new Workplace([KeyValuePair.Create<string, string?>("Models:Folder", Path.Combine(_root, "models"))]);
        SmallBert.Save(Path.Combine(_root, "models", "small-bert"), layers: 4, width: 12);
    }

    private string Posts => Path.Combine(_root, "posts");

    public void Dispose()
    {
        _workplace.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task A_model_is_trained_from_collected_posts_and_ages_evaluated_and_asked()
    {
        var labels = Draw();

        var trained = await TrainAsync("--labels", labels, "--age-cutoff", "21", "--print-step", "20", "--json");
        var listed = await _workplace.RunAsync("models", "list");
        var evaluated = await _workplace.RunAsync(
            "captions", "evaluate", "--model", "age", "--input", Posts, "--labels", labels, "--age-cutoff", "21", "--include-seen");
        var predicted = await _workplace.RunAsync(
            "captions", "predict", "--model", "age", "--input", Posts, "--out", Path.Combine(_root, "said.csv"));
        var shown = await _workplace.RunAsync("captions", "predict", "--model", "age", "--input", Posts);

        Assert.True(trained.ExitCode == 0, trained.Error);
        Assert.Contains("loss", trained.Error);
        var report = JsonDocument.Parse(trained.Out).RootElement;
        Assert.Equal(20, report.GetProperty("evaluation").GetProperty("pictures").GetInt32());
        Assert.Equal(1, report.GetProperty("counts").GetProperty("unlabelled").GetInt32());
        Assert.True(report.GetProperty("wordsAlone").GetProperty("accuracy").GetDouble() > 0.8);
        Assert.Contains("age below 21, age from 21", listed.Joined);
        Assert.Contains("Words alone", evaluated.Out);
        Assert.Contains("20 accounts it was not fitted to", evaluated.Out);
        var lines = await File.ReadAllLinesAsync(Path.Combine(_root, "said.csv"));
        Assert.Equal("account,score,label,captions,low,high", lines[0]);
        Assert.Contains(lines, line => line.StartsWith("test:young0,0.", StringComparison.Ordinal) && line.Contains(",age below 21,2,"));
        Assert.Contains("\"test:\"\"odd\"\", name\",,,0,,", lines);
        Assert.Contains("21 of 22 accounts by 41 captions", predicted.Joined);
        Assert.Contains("test:old3", shown.Out);
    }

    [Fact]
    public async Task What_a_watch_s_model_of_captions_says_is_alerted_on_listed_exported_and_checked()
    {
        SmallCaptionModel.Save(Path.Combine(_root, "models", "tone"));
        Post("1", SmallCaptionModel.Rude);
        var account = $"folder:{Posts}";
        var added = await _workplace.RunAsync(
            "accounts", "add", account, "--caption-model", "tone", "--rule", "rude >= 0.8 and caption has flight -> console");
        var first = await _workplace.RunAsync("scan");
        File.SetLastWriteTimeUtc(Post("2", SmallCaptionModel.Rude), DateTime.UtcNow.AddMinutes(1));

        var second = await _workplace.RunAsync("scan");
        var posts = await _workplace.RunAsync("posts");
        var json = JsonDocument.Parse((await _workplace.RunAsync("posts", "--json")).Out).RootElement[0].GetProperty("prediction");
        var accounts = await _workplace.RunAsync("accounts", "list");
        var tried = await _workplace.RunAsync("rules", "test", "rude >= 0.8 and not kind", "--since", "1d");
        var lines = await _workplace.RunAsync("export", "--format", "jsonl", "--out", "-");
        var table = await _workplace.RunAsync("export", "--format", "csv", "--out", _workplace.PathOf("table"));
        var parquet = await _workplace.RunAsync("export", "--format", "parquet", "--out", _workplace.PathOf("parquet"));
        var well = await _workplace.RunAsync("doctor");
        var kept = await _workplace.RunAsync("models", "remove", "tone");
        var follows = await _workplace.RunAsync("accounts", "set", account, "--add-rule", "rude");
        File.Delete(Path.Combine(_root, "models", "tone", "vocab.txt"));
        var ill = await _workplace.RunAsync("doctor");
        var refused = await _workplace.RunAsync("accounts", "set", account, "--caption-model", "none");
        var without = await _workplace.RunAsync("accounts", "set", account, "--caption-model", "none", "--rule", "specials-board");

        Assert.True(added.ExitCode == 0, added.Error);
        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains("rude >= 0.8 and caption has flight", second.Joined);
        Assert.Contains("the account, by its captions: rude 1.00 by 2 captions (tone)", posts.Joined);
        Assert.Equal(("rude", 2, "tone"), (
            json.GetProperty("label").GetString(), json.GetProperty("captions").GetInt32(), json.GetProperty("model").GetString()));
        Assert.Contains("by its captions: rude 1.00 by 2 captions (tone)", accounts.Joined);
        Assert.Contains("by the account's captions", tried.Joined);
        var line = JsonDocument.Parse(lines.Out.Split('\n')[0]).RootElement;
        Assert.Equal("rude", line.GetProperty("prediction").GetProperty("label").GetString());
        Assert.Equal((0, 0), (table.ExitCode, parquet.ExitCode));
        var csv = await File.ReadAllLinesAsync(Directory.GetFiles(_workplace.PathOf("table"), "*.csv").Single());
        Assert.EndsWith(",accountLabel,accountScore,accountCaptions,captionModel,commentTexts", csv[0]);
        Assert.EndsWith(",2,tone,", csv[1]);
        Assert.Contains("ok    captions model tone: tone, 2 labels by the captions of accounts, on small-bert", well.Joined);
        Assert.Equal((2, true), (kept.ExitCode, kept.Error.Contains("tone looks at the captions of")));
        Assert.Contains("rude -> console (rude from 0.7, the model's)", follows.Joined);
        Assert.Contains("FAIL  captions model tone: ", ill.Joined);
        Assert.Contains("vocab.txt is missing", ill.Joined);
        Assert.Equal((2, true), (refused.ExitCode, refused.Error.Contains("has a rule for 'rude'")));
        Assert.Equal(0, without.ExitCode);
    }

    [Fact]
    public async Task Files_that_cannot_be_read_are_counted_and_end_with_1_and_the_others_are_predicted()
    {
        SmallCaptionModel.Save(Path.Combine(_root, "models", "tone"));
        Directory.CreateDirectory(Posts);
        Write("test:dave", SmallCaptionModel.Kind);
        await File.WriteAllLinesAsync(
            Path.Combine(Posts, "torn.jsonl"), ["""{"account":"test:anna","id":"1","caption":"thanks"}""", "{", "["]);
        await File.WriteAllTextAsync(Path.Combine(Posts, "2026-01-01_00-00-00_UTC.json.xz"), "xz");

        var run = await _workplace.RunAsync("captions", "predict", "--model", "tone", "--input", Posts);
        var json = await _workplace.RunAsync("captions", "predict", "--model", "tone", "--input", Posts, "--json");

        Assert.Equal((1, 1), (run.ExitCode, json.ExitCode));
        Assert.Contains("2 of 2 accounts by 2 captions", run.Joined);
        Assert.Contains("2 files could not be read, or not all of it.", run.Error);
        Assert.Contains("2 files could not be read, or not all of it.", json.Error);
        Assert.Equal(2, JsonDocument.Parse(json.Out).RootElement.GetArrayLength());
    }

    [Fact]
    public async Task Wrong_words_are_refused_with_what_to_write()
    {
        Draw();
        var noEncoder = await _workplace.RunAsync("captions", "train", "--input", Posts, "--out", Path.Combine(_root, "models", "age"));
        var noLabels = await TrainAsync();
        var cutoff = await TrainAsync("--cutoff", "3");
        var folds = await TrainAsync("--folds", "1");
        var noModel = await _workplace.RunAsync("captions", "predict", "--model", "small-bert", "--input", Posts);
        var picture = await _workplace.RunAsync("label", Posts, "--model", "small-bert");

        Assert.Equal((2, true), (noEncoder.ExitCode, noEncoder.Error.Contains("spotter models add minilm")));
        Assert.Equal((2, true), (noLabels.ExitCode, noLabels.Error.Contains("--labels FILE.csv")));
        Assert.Equal((2, true), (cutoff.ExitCode, cutoff.Error.Contains("belong to --labels")));
        Assert.Equal((2, true), (folds.ExitCode, folds.Error.Contains("--folds is 1")));
        Assert.Equal((2, true), (noModel.ExitCode, noModel.Error.Contains("holds no model of captions")));
        Assert.Equal(2, picture.ExitCode);
    }

    private Task<CommandRun> TrainAsync(params string[] more) => _workplace.RunAsync(
        [
            "captions", "train", "--input", Posts, "--encoder", "small-bert", "--out", Path.Combine(_root, "models", "age"),
            "--pooling", "cls4", "--max-seq-len", "18", "--epochs", "40", "--learning-rate", "0.003", "--hidden", "16", .. more,
        ]);

    // Ten that are young and ten that are not, in files as collect writes them; one wrote nothing.
    private string Draw()
    {
        Directory.CreateDirectory(Posts);
        var ages = new List<string> { "handle,age" };
        for (var i = 0; i < 10; i++)
        {
            Write($"test:young{i}", i % 2 == 0 ? "late flight again" : "never late!", "bag late today");
            Write($"test:old{i}", i % 2 == 0 ? "thanks great crew" : "great crew.", "thanks.");
            ages.AddRange([$"young{i},{10 + i}", $"old{i},{21 + i}"]);
        }

        Write("test:\"odd\", name");
        Write("test:stranger", "soup today");
        var file = Path.Combine(_root, "ages.csv");
        File.WriteAllLines(file, ages);
        return file;
    }

    private void Write(string account, params string[] captions)
    {
        var name = JsonEncodedText.Encode(account);
        var posts = captions.Select((caption, i) => $$"""{"account":"{{name}}","id":"{{i}}","caption":"{{caption}}","pictures":[]}""");
        File.WriteAllLines(
            Path.Combine(Posts, $"{string.Concat(account.Where(char.IsLetterOrDigit))}.jsonl"),
            captions.Length > 0 ? posts : [$$"""{"account":"{{name}}","id":"0","pictures":[]}"""]);
    }

    private string Post(string name, string caption)
    {
        Directory.CreateDirectory(Posts);
        var picture = Path.Combine(Posts, $"{name}.jpg");
        File.WriteAllText(Path.ChangeExtension(picture, "txt"), caption);
        File.WriteAllBytes(picture, new VipsPictureRenderer().Render(
            $"<svg xmlns='http://www.w3.org/2000/svg' width='6{name}' height='64'><rect width='40' height='9' fill='teal'/></svg>", 90));
        return picture;
    }
}
