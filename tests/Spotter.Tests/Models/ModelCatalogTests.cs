using Microsoft.Extensions.Options;
using NSubstitute;
using Spotter.Contracts.Pictures;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.Tests.Scanning;

namespace Spotter.Tests.Models;

public sealed class ModelCatalogTests : IDisposable
{
    private const string Description =
        """{ "name": "m", "input": { "name": "in", "width": 1, "height": 1, "elementType": "uint8" }, "output": { "name": "out", "kind": "logits" }, "labels": ["a", "b", "c"] }""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly EchoEngine _working = new(ElementType.UInt8);
    private readonly IInferenceEngine _engine = Substitute.For<IInferenceEngine>();
    private readonly ModelCatalog _catalog;
    private Func<IInferenceSession> _load;

    public ModelCatalogTests()
    {
        _catalog = new ModelCatalog(_engine, Options.Create(new ModelOptions { Folder = _folder.FullName }));
        _load = () => _working;
        _engine.Load(default).ReturnsForAnyArgs(_ => _load!());
    }

    public void Dispose()
    {
        _catalog.Dispose();
        _working.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_model_is_loaded_once_for_all_who_ask()
    {
        Write("m");

        var models = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => GetAsync("m"))));

        Assert.Single(models.Distinct());
        _engine.ReceivedWithAnyArgs(1).Load(default);
    }

    [Fact]
    public async Task A_model_whose_description_is_replaced_is_loaded_again_and_the_former_still_runs()
    {
        Write("m");
        var before = await GetAsync("m");

        Touch();
        var after = await GetAsync("m");

        Assert.NotSame(before, after);
        Assert.Same(after, await GetAsync("m"));
        _engine.ReceivedWithAnyArgs(2).Load(default);
    }

    [Fact]
    public async Task A_model_whose_replacement_cannot_be_loaded_goes_on()
    {
        Write("m");
        var before = await GetAsync("m");

        _load = () => throw new InferenceException("broken");
        Touch();

        Assert.Same(before, await GetAsync("m"));
    }

    [Fact]
    public async Task A_replacement_that_the_disk_does_not_give_for_a_moment_is_asked_for_again()
    {
        Write("m");
        var before = await GetAsync("m");
        Touch();
        LoadedModel meanwhile;
        using (new FileStream(Path.Combine(_folder.FullName, "m", "model.onnx"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            meanwhile = await GetAsync("m");

        Assert.Same(before, meanwhile);
        Assert.NotSame(before, await GetAsync("m"));
    }

    [Fact]
    public async Task Models_that_came_with_the_program_are_found_after_the_operators()
    {
        var builtIn = Directory.CreateDirectory(Path.Combine(_folder.FullName, "built-in")).FullName;
        var own = Path.Combine(_folder.FullName, "own");
        Write("built-in/both");
        Write("built-in/board");
        Write("own/both");
        using var catalog = new ModelCatalog(_engine, Options.Create(new ModelOptions { Folder = own, BuiltInFolder = builtIn }));

        Assert.Equal(["board", "both"], catalog.Names);
        Assert.Equal(Path.Combine(own, "both"), catalog.FolderOf("both"));
        Assert.Equal(Path.Combine(builtIn, "board"), catalog.FolderOf("board"));
        Assert.Equal("m", (await catalog.GetAsync("board", default)).Description.Name);
        var error = Assert.Throws<ModelException>(() => catalog.FolderOf("soup"));
        Assert.Contains($"in {own} or {builtIn}. There are: board, both.", error.Message);
    }

    [Theory]
    [InlineData(-3.7f, 0.5f, false)]
    [InlineData(0.5f, 4.2f, false)]
    [InlineData(0f, 1.0001f, true)]
    [InlineData(0f, float.NaN, true)]
    public async Task A_model_whose_scores_are_not_from_0_to_1_is_refused(float least, float most, bool isTaken)
    {
        Write("m");
        File.WriteAllText(
            Path.Combine(_folder.FullName, "m", "model.json"), Description.Replace(", \"kind\": \"logits\"", "", StringComparison.Ordinal));
        var engine = new ScriptedEngine(_ => [least, 0.5f, most]);
        _load = () => engine;

        var error = await Record.ExceptionAsync(() => GetAsync("m"));

        Assert.Equal(isTaken, error is null);
        Assert.Contains(
            isTaken ? "" : "scores are from 0 to 1. Where they are logits, set output.kind to \"logits\"", error?.Message ?? "");
    }

    [Fact]
    public async Task A_name_that_is_not_there_is_told_with_those_that_are()
    {
        Assert.Contains("There are: none.", (await Assert.ThrowsAsync<ModelException>(() => GetAsync("soup"))).Message);

        Write("a");
        Write("b");
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "no-model"));

        Assert.Equal(["a", "b"], _catalog.Names);
        var error = await Assert.ThrowsAsync<ModelException>(() => GetAsync("../a"));
        Assert.Contains("There is no model '../a'", error.Message);
        Assert.Contains("There are: a, b.", error.Message);
    }

    [Fact]
    public async Task A_model_that_could_not_be_loaded_is_tried_again_whatever_the_reason()
    {
        Write("m");
        Exception[] reasons =
        [
            new InferenceException("broken"),
            new IOException("disk"),
            new DllNotFoundException("library"),
            new UnauthorizedAccessException("rights"),
            new OperationCanceledException("stopped"),
        ];
        foreach (var reason in reasons)
        {
            _load = () => throw reason;
            Assert.NotNull(await Record.ExceptionAsync(() => GetAsync("m")));
        }

        _load = () => _working;

        Assert.Equal("m", (await GetAsync("m")).Description.Name);
    }

    [Fact]
    public async Task Who_gives_up_waiting_does_not_make_others_load_again()
    {
        Write("m");
        using var go = new ManualResetEventSlim();
        _load = () =>
        {
            go.Wait();
            return _working;
        };
        var patient = Task.Run(() => GetAsync("m"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => _catalog.GetAsync(
            "m", new CancellationToken(canceled: true))));
        go.Set();

        Assert.Same(await patient, await GetAsync("m"));
        _engine.ReceivedWithAnyArgs(1).Load(default);
    }

    [Fact]
    public async Task A_model_that_has_no_number_for_any_picture_is_broken()
    {
        using var model = await LoadAsync(_ => [0, float.NaN, 1]);

        Assert.Contains("'m'", Assert.Throws<ModelException>(() => model.Score(RealParts.Decoder, SamplePictures.RedBluePng)).Message);
    }

    [Fact]
    public async Task A_picture_that_the_model_has_no_number_for_is_the_only_one_that_fails()
    {
        using var model = await LoadAsync(input => [0, 0 / (float)(input.Max() - input.Min()), 1]);

        Assert.Contains("'m'", Assert.Throws<PictureFormatException>(() => model.Score(new AddressDecoder(), default)).Message);
        Assert.Equal([0, 0, 1], model.Score(RealParts.Decoder, SamplePictures.RedBluePng));
    }

    [Fact]
    public async Task A_model_that_the_engine_refuses_to_run_is_named()
    {
        var works = true;
        using var model = await LoadAsync(_ => works ? [0, 0, 1] : throw new InferenceException("out of memory"));
        works = false;

        var error = Assert.Throws<ModelException>(() => model.Score(RealParts.Decoder, SamplePictures.RedBluePng));
        Assert.Equal("The model 'm' cannot be run: out of memory", error.Message);
    }

    private async Task<LoadedModel> LoadAsync(Func<byte[], float[]> run)
    {
        Write("m");
        var description = (await GetAsync("m")).Description;
        return LoadedModel.Load("m", description with { Output = new ModelOutput { Name = "out" } }, default, new ScriptedEngine(run));
    }

    private Task<LoadedModel> GetAsync(string name) => _catalog.GetAsync(name, CancellationToken.None);

    private void Write(string name)
    {
        var folder = _folder.CreateSubdirectory(name).FullName;
        File.WriteAllText(Path.Combine(folder, "model.json"), Description);
        File.WriteAllText(Path.Combine(folder, "model.onnx"), "echo");
    }

    private sealed class ScriptedEngine(Func<byte[], float[]> run) : IInferenceEngine, IInferenceSession
    {
        public string Version => "scripted";

        public IReadOnlyList<TensorDescription> Inputs => [new("in", ElementType.UInt8, [1])];

        public IReadOnlyList<TensorDescription> Outputs => [new("out", ElementType.Float32, [3])];

        public IInferenceSession Load(ReadOnlyMemory<byte> model, SessionUse use = SessionUse.Usual) => this;

        public float[] Run(
            string inputName,
            ElementType elementType,
            ReadOnlySpan<long> shape,
            ReadOnlySpan<byte> input,
            string outputName
        ) => run(input.ToArray());

        public void Dispose()
        {
        }
    }

    private void Touch() => File.SetLastWriteTimeUtc(
        Path.Combine(_folder.FullName, "m", ModelFiles.DescriptionFile), DateTime.UnixEpoch.AddDays(1));
}
