using System.Security.Cryptography;
using Spotter.Classifying;
using Spotter.Contracts;
using Spotter.Models;
using Spotter.Tests.Training;
using Spotter.Training.Onnx;

namespace Spotter.Tests.Models;

public sealed class ModelAdderTests
{
    private const string Description = """{ "input": { "name": "picture", "width": 8, "height": 8 }, "output": { "name": "means", "kind": "logits" }, "labels": ["red", "green", "blue"], }""";
    private static readonly byte[] Model = MakeModel();

    [Fact]
    public async Task A_file_with_a_description_beside_it_becomes_a_model()
    {
        await using var server = await ModelServer.StartAsync(Model);
        var file = SaveModel(server);
        server.Save("net.json", Description);

        var folder = await server.Adder.AddAsync(new ModelAddition { Source = file }, null, CancellationToken.None);

        Assert.Equal(["net"], server.Catalog.Names);
        var model = await server.Catalog.GetAsync("net", CancellationToken.None);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Model)), model.Description.Sha256);
        Assert.True(File.Exists(Path.Combine(folder, "MODEL_CARD.md")));
    }

    [Fact]
    public async Task An_address_with_a_hash_becomes_a_model_with_labels_from_a_file()
    {
        await using var server = await ModelServer.StartAsync(Model);
        var addition = new ModelAddition
        {
            Source = server.Address.ToString(),
            Name = "colours",
            Sha256 = Convert.ToHexString(SHA256.HashData(Model)),
            DescriptionFile = server.Save("d.json", Description),
            Labels = server.Save("labels.txt", "rouge\nvert\n\nbleu\n"),
        };

        await server.Adder.AddAsync(addition, null, CancellationToken.None);

        Assert.Equal(["rouge", "vert", "bleu"], (await server.Catalog.GetAsync("colours", CancellationToken.None)).Description.Labels);
    }

    [Fact]
    public async Task What_is_missing_or_wrong_is_named_and_nothing_is_added()
    {
        await using var server = await ModelServer.StartAsync(Model);
        var file = SaveModel(server);
        var bare = new ModelAddition { Source = file };

        Assert.Contains("Known are: inception-v1", await RefusalAsync(server, bare with { Source = "nowhere.onnx" }), StringComparison.Ordinal);
        Assert.Contains("needs --sha256", await RefusalAsync(server, bare with { Source = "https://example.com/net.onnx" }), StringComparison.Ordinal);
        Assert.Contains("64 hexadecimal digits", await RefusalAsync(server, bare with { Sha256 = "4f2a" }), StringComparison.Ordinal);
        Assert.Contains("There is no description", await RefusalAsync(server, bare), StringComparison.Ordinal);
        Assert.Contains("cannot be a model's name", await RefusalAsync(server, bare with { Name = "../evil" }), StringComparison.Ordinal);

        server.Save("net.json", Description);
        Assert.Contains("was expected", await RefusalAsync(server, bare with { Sha256 = new string('0', 64) }), StringComparison.Ordinal);
        Assert.Contains("no file many.txt with labels", await RefusalAsync(server, bare with { Labels = "many.txt" }), StringComparison.Ordinal);
        Assert.Contains("3 scores and there are 1000 labels", await RefusalAsync(server, bare with { Labels = "imagenet" }), StringComparison.Ordinal);

        server.Save("net.json", Description.Replace("output", "outcome", StringComparison.Ordinal));
        Assert.Contains($"{server.PathOf("net.json")} cannot be read", await RefusalAsync(server, bare), StringComparison.Ordinal);
        server.Save("net.json", """{ "input": """);
        Assert.Contains("net.json cannot be read", await RefusalAsync(server, bare), StringComparison.Ordinal);

        Assert.Empty(server.Catalog.Names);
        Assert.Empty(Directory.Exists(server.PathOf("models")) ? Directory.GetFileSystemEntries(server.PathOf("models")) : []);
    }

    [Fact]
    public async Task A_model_that_is_there_is_not_replaced()
    {
        await using var server = await ModelServer.StartAsync(Model);
        var addition = new ModelAddition { Source = SaveModel(server), DescriptionFile = server.Save("d.json", Description) };
        await server.Adder.AddAsync(addition, null, CancellationToken.None);

        Assert.Contains("exists already", await RefusalAsync(server, addition), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_description_that_did_not_fit_costs_no_second_download()
    {
        await using var server = await ModelServer.StartAsync(Model);
        var addition = new ModelAddition { Source = server.Address.ToString(), Sha256 = Convert.ToHexString(SHA256.HashData(Model)), DescriptionFile = server.Save("d.json", Description.Replace("means", "sums", StringComparison.Ordinal)) };
        Assert.Contains("no output 'sums'", await RefusalAsync(server, addition), StringComparison.Ordinal);
        Assert.Empty(server.Catalog.Names);

        server.Save("d.json", Description);
        await server.Adder.AddAsync(addition, null, CancellationToken.None);

        Assert.Equal(["", $"bytes={Model.Length}-"], server.Ranges);
        Assert.Equal(["net"], server.Catalog.Names);
    }

    [Fact]
    public async Task A_download_of_which_nothing_arrives_leaves_nothing()
    {
        await using var server = await ModelServer.StartAsync(Model);
        server.Status = 404;
        var addition = new ModelAddition { Source = server.Address.ToString(), Sha256 = new string('0', 64), DescriptionFile = server.Save("d.json", Description) };

        await RefusalAsync(server, addition);

        Assert.Empty(Directory.GetFileSystemEntries(server.PathOf("models")));
    }

    [SkippableFact]
    public async Task A_file_that_takes_after_a_known_model_needs_no_description()
    {
        var net = TestData.Require("models", "squeezenet", "SqueezeNet_fp16.onnx");
        await using var server = await ModelServer.StartAsync(Model);

        await server.Adder.AddAsync(new ModelAddition { Source = net, Name = "net" }, null, CancellationToken.None);

        var description = (await server.Catalog.GetAsync("net", CancellationToken.None)).Description;
        Assert.Equal((1000, "softmaxout_1", ChannelOrder.Bgr), (description.Labels.Count, description.Output.Name, description.Input.Channels));
    }

    [Fact]
    public void Every_known_model_is_described_whole()
    {
        Assert.Equal(KnownModels.All.Select(model => model.Description.Name).Order(StringComparer.Ordinal), KnownModels.All.Select(model => model.Description.Name));
        Assert.All(KnownModels.All, model =>
        {
            Assert.Equal("https", model.Address.Scheme);
            Assert.Matches("^[0-9a-f]{64}$", model.Description.Sha256);
            Assert.Equal(1000, model.Description.Labels.Distinct(StringComparer.OrdinalIgnoreCase).Count());
            Assert.EndsWith(".onnx", model.Address.AbsolutePath, StringComparison.Ordinal);
        });
        Assert.Equal(("tench", "hotdog", "toilet tissue"), (ImageNetLabels.All[0], ImageNetLabels.All[934], ImageNetLabels.All[999]));
    }

    [Fact]
    public void A_model_is_shown_with_every_tensor_that_can_be_features()
    {
        var anatomy = new ModelInspector(Trainer.Engine).Inspect("net", Model);

        Assert.Equal(["picture"], anatomy.Inputs.Select(tensor => tensor.Name));
        Assert.Equal(["means"], anatomy.Outputs.Select(tensor => tensor.Name));
        Assert.Equal([("maps", 3L), ("pooled", 3L), ("means", 3L)], anatomy.Tensors.Select(tensor => (tensor.Name, tensor.Features!.Value)));
        Assert.Equal([1, 3, 8, 8], anatomy.Tensors[0].Shape);
    }

    [Fact]
    public void Bytes_that_are_no_model_are_refused_by_name() =>
        Assert.Contains("net is no ONNX file", Assert.Throws<ModelException>(() => new ModelInspector(Trainer.Engine).Inspect("net", "text"u8.ToArray())).Message, StringComparison.Ordinal);

    private static string SaveModel(ModelServer server)
    {
        File.WriteAllBytes(server.PathOf("net.onnx"), Model);
        return server.PathOf("net.onnx");
    }

    private static async Task<string> RefusalAsync(ModelServer server, ModelAddition addition) =>
        (await Assert.ThrowsAsync<ModelException>(() => server.Adder.AddAsync(addition, null, CancellationToken.None))).Message;

    // Its scores are the mean of each colour.
    private static byte[] MakeModel()
    {
        var graph = new OnnxGraphWriter("");
        graph.Input("picture", 1, 3, 8, 8);
        graph.NodeTo("maps", "Relu", ["picture"]);
        graph.NodeTo("pooled", "GlobalAveragePool", ["maps"]);
        graph.NodeTo("means", "Flatten", ["pooled"], OnnxAttribute.Int("axis", 1));
        graph.Output("means", 1, 3);
        return graph.ToModel("colours", irVersion: 7, opset: 13);
    }
}
