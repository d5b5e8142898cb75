using System.Security.Cryptography;
using Spotter.Contracts;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Models.Onnx;

namespace Spotter.Tests.Models.Adding;

public sealed class ModelAdderTests
{
    private const string Description =
        """{ "input": { "name": "picture", "width": 8, "height": 8 }, "output": { "name": "means", "kind": "logits" }, "labels": ["red", "green", "blue"], }""";
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
    public async Task Data_files_beside_a_model_come_along()
    {
        await using var server = await ModelServer.StartAsync(Model);
        var (model, data) = (ModelWithData.Write(("location", "net.onnx.data")), ModelWithData.Weights(1, 2, 3));
        await File.WriteAllBytesAsync(server.PathOf("net.onnx"), model);
        server.Save("net.json", ModelWithData.Description);
        var addition = new ModelAddition
        {
            Source = server.PathOf("net.onnx"),
            Sha256 = Convert.ToHexString(
            SHA256.HashData([.. model, .. data]))
        };
        Assert.Contains($"{server.PathOf("net.onnx.data")} is missing", await RefusalAsync(server, addition), StringComparison.Ordinal);

        await File.WriteAllBytesAsync(server.PathOf("net.onnx.data"), data);
        Assert.Contains("net.onnx with net.onnx.data has the SHA-256", await RefusalAsync(
            server, addition with { Sha256 = new string('0', 64) }), StringComparison.Ordinal);
        var folder = await server.Adder.AddAsync(addition, null, CancellationToken.None);

        Assert.Equal(data, await File.ReadAllBytesAsync(Path.Combine(folder, "net.onnx.data")));
        Assert.Equal(addition.Sha256, (await server.Catalog.GetAsync("net", CancellationToken.None)).Description.Sha256, ignoreCase: true);
        Assert.Contains("`model.onnx`, followed by `net.onnx.data`: ", await File.ReadAllTextAsync(
            Path.Combine(folder, "MODEL_CARD.md")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("Model.json")]
    public async Task A_data_file_that_would_take_the_place_of_another_is_refused(string data)
    {
        await using var server = await ModelServer.StartAsync(Model);
        await File.WriteAllBytesAsync(server.PathOf("net.onnx"), ModelWithData.Write(("location", data)));
        await File.WriteAllBytesAsync(server.PathOf(data), ModelWithData.Weights(1, 2, 3));
        server.Save("net.json", ModelWithData.Description);

        Assert.Contains($"keeps weights in {data}, which is the name of another file", await RefusalAsync(
            server, new ModelAddition { Source = server.PathOf("net.onnx") }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_that_lacks_its_data_is_refused_by_the_datas_name()
    {
        var model = ModelWithData.Write(("location", "net.onnx.data"));
        await using var server = await ModelServer.StartAsync(model);
        var addition = new ModelAddition
        {
            Source = server.Address.ToString(),
            Sha256 = Convert.ToHexString(SHA256.HashData(model)),
            DescriptionFile = server.Save("d.json", ModelWithData.Description),
        };

        var message = await RefusalAsync(server, addition);

        Assert.Contains("net.onnx.data is missing", message, StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", message, StringComparison.Ordinal);
        Assert.Empty(server.Catalog.Names);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("c:net")]
    [InlineData("two\nlines")]
    [InlineData(" net")]
    [InlineData("versions")]
    public async Task What_cannot_name_a_folder_on_every_machine_names_no_model(string name)
    {
        await using var server = await ModelServer.StartAsync(Model);
        server.Save("net.json", Description);

        Assert.Contains("cannot be a model's name", await RefusalAsync(
            server, new ModelAddition { Source = SaveModel(server), Name = name }), StringComparison.Ordinal);
        Assert.False(Directory.Exists(server.PathOf("models")));
    }

    [Theory]
    [InlineData("n", 101)]
    [InlineData("汤", 67)]
    public async Task A_name_that_is_too_long_for_a_folder_names_no_model(string letter, int times)
    {
        await using var server = await ModelServer.StartAsync(Model);
        server.Save("net.json", Description);
        var name = string.Concat(Enumerable.Repeat(letter, times));

        Assert.Contains("cannot be a model's name", await RefusalAsync(
            server, new ModelAddition { Source = SaveModel(server), Name = name }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_any_script_and_sign_is_kept_as_it_is()
    {
        const string Name = "soupe du jour \"à l'oignon\" 汤 {0}";
        await using var server = await ModelServer.StartAsync(Model);
        server.Save("net.json", Description);

        await server.Adder.AddAsync(new ModelAddition { Source = SaveModel(server), Name = Name }, null, CancellationToken.None);

        Assert.Equal(Name, (await server.Catalog.GetAsync(Name, CancellationToken.None)).Description.Name);
    }

    [Fact]
    public async Task A_description_that_says_a_thing_twice_is_refused()
    {
        await using var server = await ModelServer.StartAsync(Model);
        server.Save("net.json", $$"""{ "name": "a", "name": "b", {{Description[1..]}}""");

        Assert.Contains("net.json cannot be read", await RefusalAsync(
            server, new ModelAddition { Source = SaveModel(server) }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_killed_attempt_left_becomes_no_part_of_the_model()
    {
        await using var server = await ModelServer.StartAsync(Model);
        server.Save("net.json", Description);
        var left = Directory.CreateDirectory(server.PathOf("models/.net.adding/versions")).Parent!.FullName;
        await File.WriteAllTextAsync(Path.Combine(left, "package"), "60 MB of another one");

        var folder = await server.Adder.AddAsync(new ModelAddition { Source = SaveModel(server) }, null, CancellationToken.None);

        Assert.Equal(
            ["MODEL_CARD.md", "model.json", "model.onnx"],
            Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal([folder], Directory.EnumerateFileSystemEntries(server.PathOf("models")));
    }

    [Fact]
    public async Task Two_commands_do_not_add_one_model_at_a_time()
    {
        await using var server = await ModelServer.StartAsync(Model);
        server.Save("net.json", Description);
        Directory.CreateDirectory(server.PathOf("models"));
        var addition = new ModelAddition { Source = SaveModel(server) };
        using (new FileStream(server.PathOf("models/.net.adding.turn"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
            Assert.Contains("Another command is adding a model to", await RefusalAsync(server, addition), StringComparison.Ordinal);
        Assert.False(Directory.Exists(server.PathOf("models/.net.adding")));

        await server.Adder.AddAsync(addition, null, CancellationToken.None);

        Assert.Equal(["net"], server.Catalog.Names);
    }

    [Fact]
    public async Task A_device_is_no_model_to_add()
    {
        await using var server = await ModelServer.StartAsync(Model);
        File.CreateSymbolicLink(server.PathOf("net.onnx"), "/dev/zero");

        Assert.Contains("net.onnx cannot be read: it is empty, or a pipe or a device", await RefusalAsync(
            server, new ModelAddition { Source = server.PathOf("net.onnx") }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_or_wrong_is_named_and_nothing_is_added()
    {
        await using var server = await ModelServer.StartAsync(Model);
        var file = SaveModel(server);
        var bare = new ModelAddition { Source = file };

        Assert.Contains(
            "Known are: inception-v1", await RefusalAsync(server, bare with { Source = "nowhere.onnx" }), StringComparison.Ordinal);
        Assert.Contains(
            "needs --sha256", await RefusalAsync(server, bare with { Source = "https://example.com/net.onnx" }), StringComparison.Ordinal);
        Assert.Contains("64 hexadecimal digits", await RefusalAsync(server, bare with { Sha256 = "4f2a" }), StringComparison.Ordinal);
        Assert.Contains("There is no description", await RefusalAsync(server, bare), StringComparison.Ordinal);
        Assert.Contains("cannot be a model's name", await RefusalAsync(server, bare with { Name = "../evil" }), StringComparison.Ordinal);

        server.Save("net.json", Description);
        Assert.Contains("was expected", await RefusalAsync(server, bare with { Sha256 = new string('0', 64) }), StringComparison.Ordinal);
        Assert.Contains(
            "no file many.txt with labels", await RefusalAsync(server, bare with { Labels = "many.txt" }), StringComparison.Ordinal);
        Assert.Contains(
            "3 scores and there are 1000 labels", await RefusalAsync(server, bare with { Labels = "imagenet" }), StringComparison.Ordinal);

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
        var addition = new ModelAddition
        {
            Source = server.Address.ToString(),
            Sha256 = Convert.ToHexString(SHA256.HashData(Model)),
            DescriptionFile = server.Save("d.json", Description.Replace("means", "sums", StringComparison.Ordinal)),
        };
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
        var addition = new ModelAddition
        {
            Source = server.Address.ToString(),
            Sha256 = new string('0', 64),
            DescriptionFile = server.Save("d.json", Description),
        };

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
        Assert.Equal((1000, "softmaxout_1", ChannelOrder.Bgr), (
            description.Labels.Count, description.Output.Name, description.Input.Channels));
    }

    [Fact]
    public void Every_known_model_is_described_whole()
    {
        Assert.Equal(KnownModels.All.Select(model => model.Description.Name).Order(StringComparer.Ordinal), KnownModels.All.Select(
            model => model.Description.Name));
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
        var anatomy = new ModelInspector(RealParts.Engine).Inspect("net", Model);

        Assert.Equal(["picture"], anatomy.Inputs.Select(tensor => tensor.Name));
        Assert.Equal(["means"], anatomy.Outputs.Select(tensor => tensor.Name));
        Assert.Equal(
            [("maps", 3L), ("pooled", 3L), ("means", 3L)], anatomy.Tensors.Select(tensor => (tensor.Name, tensor.Features!.Value)));
        Assert.Equal([1, 3, 8, 8], anatomy.Tensors[0].Shape);
    }

    [Fact]
    public void Bytes_that_are_no_model_are_refused_by_name() =>
        Assert.Contains(
            "net is no ONNX file",
            Assert.Throws<ModelException>(() => new ModelInspector(RealParts.Engine).Inspect("net", "text"u8.ToArray())).Message,
            StringComparison.Ordinal
        );

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
