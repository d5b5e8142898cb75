using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Spotter.Models;
using Spotter.Models.Inference;
using Xunit;

namespace Spotter.Contracts.Models;

/// <summary>What every place does that keeps models.</summary>
public abstract class ModelStoreContract : IDisposable
{
    private readonly List<IDisposable> _open = [];
    private int _folders;

    protected DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("spotter-models-");

    /// <summary>Runs models.</summary>
    protected abstract IInferenceEngine Engine { get; }

    /// <summary>Another instance of a host, over the same place.</summary>
    protected abstract (IModelStore Store, ModelOptions Options) Open();

    [Fact]
    public async Task The_first_version_of_a_new_model_counts_and_a_later_one_when_somebody_says_so()
    {
        var (store, models) = OpenHost();

        var first = await store.AddAsync("lunch", NewVersion("one"), default);
        var second = await store.AddAsync("lunch", NewVersion("two"), default);

        Assert.Equal([first, second], models.VersionsOf("lunch"));
        Assert.Equal((first, "one"), (models.FindVersionInUse("lunch"), await SummaryOf(models, "lunch")));
        await store.UseAsync("lunch", second, default);
        Assert.Equal((second, "two"), (models.FindVersionInUse("lunch"), await SummaryOf(models, "lunch")));
        await store.UseAsync("lunch", first, default);
        Assert.Equal("one", await SummaryOf(models, "lunch"));
        Assert.Empty(store.Problems);
    }

    [Fact]
    public async Task A_model_that_came_with_the_program_is_the_first_version_and_can_be_gone_back_to()
    {
        var (store, models) = OpenHost();
        var before = (await models.GetAsync(SampleModel.Name, default)).Description.Summary;

        var added = await store.AddAsync(SampleModel.Name, NewVersion("two"), default);
        Assert.Equal([ModelVersions.First, added], models.VersionsOf(SampleModel.Name));
        Assert.Equal(before, await SummaryOf(models, SampleModel.Name));
        await store.UseAsync(SampleModel.Name, added, default);
        Assert.Equal("two", await SummaryOf(models, SampleModel.Name));
        await store.UseAsync(SampleModel.Name, ModelVersions.First, default);

        Assert.Equal(before, await SummaryOf(models, SampleModel.Name));
    }

    [Fact]
    public async Task Every_instance_has_what_one_was_given()
    {
        var (store, _) = OpenHost();
        var (other, models) = OpenHost();
        await other.RefreshAsync(atOnce: false, default);

        var added = await store.AddAsync(SampleModel.Name, NewVersion("two"), default);
        await store.UseAsync(SampleModel.Name, added, default);
        await other.RefreshAsync(atOnce: true, default);

        Assert.Equal((added, "two"), (models.FindVersionInUse(SampleModel.Name), await SummaryOf(models, SampleModel.Name)));
    }

    [Fact]
    public async Task Of_two_that_are_added_at_once_both_are_there()
    {
        var ((one, models), (other, _)) = (OpenHost(), OpenHost());
        var (a, b) = (NewVersion("a"), NewVersion("b"));

        var added = await Task.WhenAll(
            Task.Run(() => one.AddAsync(SampleModel.Name, a, default)), Task.Run(() => other.AddAsync(SampleModel.Name, b, default)));
        await one.RefreshAsync(atOnce: true, default);

        Assert.Equal([ModelVersions.First, .. added.Order(StringComparer.Ordinal)], models.VersionsOf(SampleModel.Name));
        Assert.Equal(ModelVersions.First, models.FindVersionInUse(SampleModel.Name));
    }

    [Theory]
    [InlineData("2020-01-01-1")]
    [InlineData("../specials-board")]
    [InlineData("")]
    public async Task A_version_that_is_not_there_is_refused_and_nothing_changes(string version)
    {
        var (store, models) = OpenHost();
        var first = await store.AddAsync("lunch", NewVersion("one"), default);

        await Assert.ThrowsAsync<ModelException>(() => store.UseAsync("lunch", version, default));

        Assert.Equal(first, models.FindVersionInUse("lunch"));
    }

    public void Dispose()
    {
        foreach (var open in _open)
            open.Dispose();
        Folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>An instance with what finds models on it.</summary>
    protected (IModelStore Store, ModelCatalog Models) OpenHost()
    {
        var (store, options) = Open();
        var models = new ModelCatalog(Engine, Options.Create(options), store);
        _open.Add(models);
        return (store, models);
    }

    /// <summary>A folder of this test's own.</summary>
    protected string NewFolder() => Path.Combine(Folder.FullName, $"{++_folders}");

    /// <summary>A version that says so.</summary>
    protected string NewVersion(string summary, Action<JsonObject>? change = null) => SampleModel.Write(NewFolder(), description =>
    {
        description["summary"] = summary;
        change?.Invoke(description);
    });

    /// <summary>What the version says that is used.</summary>
    protected static async Task<string?> SummaryOf(ModelCatalog models, string name) =>
        (await models.GetAsync(name, default)).Description.Summary;
}
