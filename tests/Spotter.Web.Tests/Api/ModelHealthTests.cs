using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NSubstitute;
using Spotter.Contracts;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Vision;
using Spotter.Watching;
using Spotter.Web.Api;

namespace Spotter.Web.Tests.Api;

public sealed class ModelHealthTests : IDisposable
{
    private const string Model = "m";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddVision().BuildServiceProvider();
    private readonly ModelCatalog _models;
    private readonly ModelHealth _health;

    public ModelHealthTests()
    {
        var options = Options.Create(new ModelOptions { Folder = _folder.FullName });
        _models = new ModelCatalog(_services.GetRequiredService<IInferenceEngine>(), options);
        _health = new ModelHealth(_models);
    }

    private string ModelFile => Path.Combine(_folder.FullName, Model, "model.onnx");

    public void Dispose()
    {
        _models.Dispose();
        _services.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_broken_model_is_not_loaded_again_until_its_files_change()
    {
        CopyModel();
        var good = await File.ReadAllBytesAsync(ModelFile);
        await File.WriteAllBytesAsync(ModelFile, [(byte)(good[0] + 1), .. good[1..]]);
        var brokenAt = File.GetLastWriteTimeUtc(ModelFile);
        var why = await Assert.ThrowsAsync<ModelException>(CheckAsync);

        // Only who reads the file again can see that it is right by now.
        await File.WriteAllBytesAsync(ModelFile, good);
        File.SetLastWriteTimeUtc(ModelFile, brokenAt);
        Assert.Equal(why.Message, (await Assert.ThrowsAsync<ModelException>(CheckAsync)).Message);

        File.SetLastWriteTimeUtc(ModelFile, brokenAt + TimeSpan.FromSeconds(1));
        await CheckAsync();
    }

    [Fact]
    public async Task A_model_that_is_put_where_there_was_none_is_found()
    {
        await Assert.ThrowsAsync<ModelException>(CheckAsync);

        CopyModel();

        await CheckAsync();
    }

    [Fact]
    public async Task A_version_in_use_that_is_mended_is_found()
    {
        CopyModel();
        var folder = Path.Combine(_folder.FullName, Model);
        var version = ModelVersions.FolderOf(folder, "2026-11-28-1");
        Directory.CreateDirectory(version);
        foreach (var file in Directory.EnumerateFiles(folder))
            File.Copy(file, Path.Combine(version, Path.GetFileName(file)));
        ModelVersions.Use(folder, "2026-11-28-1");
        File.Move(Path.Combine(version, "model.onnx"), Path.Combine(version, "away"));
        await Assert.ThrowsAsync<ModelException>(CheckAsync);

        File.Move(Path.Combine(version, "away"), Path.Combine(version, "model.onnx"));

        await CheckAsync();
    }

    [Fact]
    public async Task A_place_of_models_that_was_away_for_a_moment_is_asked_again()
    {
        CopyModel();
        var store = Substitute.For<IModelStore>();
        store.RefreshAsync(default, default).ReturnsForAnyArgs(
            _ => throw new ModelStoreException("The models cannot be read."), _ => Task.CompletedTask);
        using var models = new ModelCatalog(
            _services.GetRequiredService<IInferenceEngine>(), Options.Create(new ModelOptions { Folder = _folder.FullName }), store);
        var health = new ModelHealth(models);

        await Assert.ThrowsAsync<ModelStoreException>(() => health.CheckAsync(Model, default));

        await health.CheckAsync(Model, default);
    }

    private Task CheckAsync() => _health.CheckAsync(Model, CancellationToken.None);

    private void CopyModel()
    {
        var from = Path.Combine(TestData.RepositoryFolder, "models", new WatchingOptions().Model);
        var to = _folder.CreateSubdirectory(Model);
        foreach (var file in Directory.EnumerateFiles(from))
            File.Copy(file, Path.Combine(to.FullName, Path.GetFileName(file)));
    }
}
