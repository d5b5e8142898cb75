using Spotter.Models.Onnx;

namespace Spotter.Cli.Tests.Commands;

/// <summary>A model that ends the process which loads it is tried in another one first.</summary>
public sealed class DeadlyModelTests : IDisposable
{
    private const string Description =
        """{ "name": "deadly", "file": "model.onnx", "input": { "name": "picture", "width": 8, "height": 8 }, "output": { "name": "means", "kind": "logits" }, "labels": ["red", "green", "blue"] }""";

    private readonly Workplace _workplace = new();

    public DeadlyModelTests()
    {
        _workplace.Set("Models:Folder", _workplace.PathOf("models"));
        _workplace.Set("Watching:Model", "deadly");
    }

    public void Dispose() => _workplace.Dispose();

    [Fact]
    public async Task It_is_not_added()
    {
        var file = SaveModel("net.onnx");
        File.WriteAllText(_workplace.PathOf("net.json"), Description);

        var run = await _workplace.RunAsync("models", "add", file);

        AssertRefused(run, file);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_workplace.PathOf("models")));
    }

    [Fact]
    public async Task Nor_where_nothing_describes_it()
    {
        var file = SaveModel("net.onnx");

        AssertRefused(await _workplace.RunAsync("models", "add", file), file);
    }

    [Fact]
    public async Task It_is_not_shown()
    {
        var file = SaveModel("net.onnx");
        var folder = Install();

        AssertRefused(await _workplace.RunAsync("models", "show", file), file);
        AssertRefused(await _workplace.RunAsync("models", "show", "deadly"), folder);
    }

    [Fact]
    public async Task The_checklist_names_it_and_goes_on_to_its_end()
    {
        var folder = Install();

        var run = await _workplace.RunAsync("doctor");

        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Contains($"FAIL  model: {folder}: the model ends ONNX Runtime", run.Joined);
        Assert.Contains("state: none yet", run.Joined);
    }

    [Fact]
    public async Task The_checklist_looks_at_the_models_of_watches_too()
    {
        _workplace.Set("Watching:Model", "specials-board");
        var description = Path.Combine(Install(), "model.json");
        await File.WriteAllTextAsync(description, """{ "name": "deadly", "hosted": { "model": "general" }, "labels": ["red"] }""");
        await _workplace.RunAsync("accounts", "add", "instagram:dave", "instagram:anna", "--model", "deadly", "--rule", "red");
        await File.WriteAllTextAsync(description, Description);

        var run = await _workplace.RunAsync("doctor");

        Assert.Contains("ok    model: specials-board", run.Joined);
        Assert.Contains("FAIL  model deadly: ", run.Out);
        Assert.Equal(2, run.Out.Split("model deadly").Length);
    }

    private static void AssertRefused(CommandRun run, string what)
    {
        Assert.Equal(ExitCode.Failure, run.ExitCode);
        Assert.Contains($"{what}: the model ends ONNX Runtime", run.Error);
        Assert.Contains("it was not taken", run.Error);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    private string Install()
    {
        var folder = Directory.CreateDirectory(_workplace.PathOf(Path.Combine("models", "deadly"))).FullName;
        SaveModel(Path.Combine("models", "deadly", "model.onnx"));
        File.WriteAllText(Path.Combine(folder, "model.json"), Description);
        return folder;
    }

    // ONNX Runtime 1.31.1 infers a length below nought behind the Pad, and aborts where the Slice is to fit into it.
    private string SaveModel(string name)
    {
        var graph = new OnnxGraphWriter("");
        graph.Input("picture", 1, 3, 8, 8);
        graph.NodeTo("padded", "Pad", ["picture", graph.Shape(0, 0, -100, 0, 0, 0, 0, 0)], OnnxAttribute.Text("mode", "reflect"));
        graph.NodeTo("cut", "Slice", ["padded", graph.Shape(0L), graph.Shape(4L), graph.Shape(2L)]);
        graph.NodeTo("means", "ReduceMean", ["cut"], OnnxAttribute.Ints("axes", 2, 3), OnnxAttribute.Int("keepdims", 0));
        graph.Output("means", 1, 3);
        File.WriteAllBytes(_workplace.PathOf(name), graph.ToModel("deadly", irVersion: 7, opset: 13));
        return _workplace.PathOf(name);
    }
}
