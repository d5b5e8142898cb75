using System.Text.Json.Nodes;
using Spotter.Contracts;
using Spotter.Models;
using Spotter.Models.Inference;

namespace Spotter.Tests.Models;

public sealed class ModelFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");

    private string DescriptionFile => Path.Combine(_folder.FullName, "model.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task What_a_file_leaves_out_has_its_default()
    {
        await File.WriteAllTextAsync(
            DescriptionFile,
            """{ "name": "m", "input": { "name": "i", "width": 8, "height": 9 }, "output": { "name": "o" }, "labels": ["a", "b"] }"""
        );

        var description = await ModelFiles.ReadDescriptionAsync(_folder.FullName, CancellationToken.None);

        Assert.Equal("model.onnx", description.File);
        Assert.Equal((ElementType.Float32, TensorLayout.Nchw, ChannelOrder.Rgb), (
            description.Input.ElementType, description.Input.Layout, description.Input.Channels));
        Assert.Equal([0, 0, 0], description.Input.Mean);
        Assert.Equal([1, 1, 1], description.Input.Scale);
        Assert.Equal(OutputKind.Scores, description.Output.Kind);
        Assert.Empty(description.LeastScores);
    }

    [Theory]
    [InlineData("name", "null", "name")]
    [InlineData("name", "\"\"", "name")]
    [InlineData("file", "\"\"", "file")]
    [InlineData("input", "null", "input")]
    [InlineData("input", "[]", "input")]
    [InlineData("input:name", "null", "input.name")]
    [InlineData("input:width", "0", "input.width")]
    [InlineData("input:height", "4097", "input.height")]
    [InlineData("input:width", "2.5", "input.width")]
    [InlineData("input:elementType", "\"int64\"", "input.elementType")]
    [InlineData("input:elementType", "\"float64\"", "input.elementType")]
    [InlineData("input:layout", "\"chw\"", "input.layout")]
    [InlineData("input:layout", "7", "input.layout")]
    [InlineData("input:channels", "\"grey\"", "input.channels")]
    [InlineData("input:channels", "7", "input.channels")]
    [InlineData("input:fit", "\"stretch\"", "input.fit")]
    [InlineData("input:fit", "7", "input.fit")]
    [InlineData("input:mean", "[0, 0]", "input.mean")]
    [InlineData("input:scale", "[1, 1, 1, 1]", "input.scale")]
    [InlineData("input:scale", "[1, 1, 1e999]", "input.scale")]
    [InlineData("input:maen", "[0, 0, 0]", "maen")]
    [InlineData("output", "null", "output")]
    [InlineData("output:name", "\"\"", "output.name")]
    [InlineData("output:kind", "\"probabilities\"", "output.kind")]
    [InlineData("output:kind", "7", "output.kind")]
    [InlineData("labels", "null", "labels")]
    [InlineData("labels", "[]", "labels")]
    [InlineData("labels", "[\"board\"]", "labels")]
    [InlineData("labels", "[\"board\", null]", "labels")]
    [InlineData("labels", "[\"board\", \" \"]", "labels")]
    [InlineData("labels", "[\"board\", \"board\"]", "'board' twice")]
    [InlineData("leastScores", "{ \"soup\": 0.5 }", "'soup'")]
    [InlineData("leastScores", "{ \"board\": 1.5 }", "'board'")]
    [InlineData("lables", "[]", "lables")]
    [InlineData("file", "\"../model.onnx\"", "'../model.onnx'")]
    [InlineData("file", "\"/etc/hostname\"", "'/etc/hostname'")]
    [InlineData("file", "\"..\\\\model.onnx\"", "without a path")]
    [InlineData("file", "\"..\"", "without a path")]
    public async Task What_is_wrong_is_told_in_one_line_with_the_file(string property, string value, string expected)
    {
        var json = Valid();
        var place = property.Split(':').SkipLast(1).Aggregate(json, (parent, name) => (JsonObject)parent[name]!);
        place[property.Split(':')[^1]] = "PLACE";
        await File.WriteAllTextAsync(DescriptionFile, json.ToJsonString().Replace("\"PLACE\"", value, StringComparison.Ordinal));

        await AssertRefusedAsync(expected);
    }

    [Theory]
    [InlineData("name")]
    [InlineData("input")]
    [InlineData("output")]
    [InlineData("labels")]
    public async Task What_is_missing_is_named(string property)
    {
        var json = Valid();
        json.Remove(property);
        await File.WriteAllTextAsync(DescriptionFile, json.ToJsonString());

        await AssertRefusedAsync($"'{property}'");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{ \"name\": ")]
    [InlineData("soup")]
    public async Task A_file_that_is_no_description_is_refused(string text)
    {
        await File.WriteAllTextAsync(DescriptionFile, text);
        await AssertRefusedAsync("cannot be read");
    }

    [Fact]
    public async Task A_folder_without_a_description_is_named() => await AssertRefusedAsync("is missing");

    [Fact]
    public async Task A_model_that_is_absent_or_another_is_refused()
    {
        await File.WriteAllTextAsync(DescriptionFile, Valid().ToJsonString());
        var description = await ModelFiles.ReadDescriptionAsync(_folder.FullName, CancellationToken.None);
        Assert.Contains("model.onnx is missing", (await Assert.ThrowsAsync<ModelException>(() => ReadModelAsync(description))).Message);

        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "model.onnx"), "abc");
        Assert.Equal(3, (await ReadModelAsync(description)).Length);
        Assert.Equal(3, (
            await ReadModelAsync(description with { Sha256 = "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD" })).Length);

        var error = await Assert.ThrowsAsync<ModelException>(() => ReadModelAsync(description with { Sha256 = new string('0', 64) }));
        Assert.Contains("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", error.Message);
        Assert.Contains("correct sha256", error.Message);
    }

    [Theory]
    [InlineData("picture", "float32", "spotter_scores", 2, null)]
    [InlineData("image", "float32", "spotter_scores", 2, "no input 'image'. It has: picture, words.")]
    [InlineData("picture", "uint8", "spotter_scores", 2, "input.elementType says UInt8")]
    [InlineData("picture", "float32", "probabilities", 2, "no output 'probabilities'. It has:")]
    [InlineData("picture", "float32", "spotter_scores", 3, "2 scores and there are 3 labels")]
    public async Task A_description_that_does_not_fit_its_model_is_refused(
        string input, string elementType, string output, int labels, string? expected)
    {
        var json = Valid();
        json["input"] = new JsonObject { ["name"] = input, ["width"] = 160, ["height"] = 160, ["elementType"] = elementType };
        json["output"]!["name"] = output;
        json["words"] = new JsonObject
        {
            ["name"] = "words",
            ["version"] = ModelWords.FiguresVersion,
            ["outputWithout"] = "spotter_scores_without_words",
        };
        json["labels"] = new JsonArray([.. Enumerable.Range(0, labels).Select(n => (JsonNode)$"label {n}")]);
        await File.WriteAllTextAsync(DescriptionFile, json.ToJsonString());
        var description = await ModelFiles.ReadDescriptionAsync(_folder.FullName, CancellationToken.None);
        var file = await File.ReadAllBytesAsync(Path.Combine(TestData.RepositoryFolder, "models", "specials-board", "model.onnx"));

        var error = Record.Exception(() => LoadedModel.Load("models/m", description, file, RealParts.Engine).Dispose());

        if (expected is null)
            Assert.Null(error);
        else
            Assert.Contains(expected, Assert.IsType<ModelException>(error).Message);
    }

    private static JsonObject Valid() => (JsonObject)JsonNode.Parse(
        """{ "name": "m", "input": { "name": "i", "width": 8, "height": 9 }, "output": { "name": "o" }, "labels": ["board", "other"] }""")!;

    private Task<byte[]> ReadModelAsync(ModelDescription description) =>
        ModelFiles.ReadModelAsync(_folder.FullName, description, int.MaxValue, CancellationToken.None);

    private async Task AssertRefusedAsync(string expected)
    {
        var error = await Assert.ThrowsAsync<ModelException>(() => ModelFiles.ReadDescriptionAsync(
            _folder.FullName, CancellationToken.None));

        Assert.StartsWith(DescriptionFile, error.Message);
        Assert.Contains(expected, error.Message[DescriptionFile.Length..]);
        Assert.DoesNotContain('\n', error.Message);
    }
}
