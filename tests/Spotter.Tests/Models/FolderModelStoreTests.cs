using Microsoft.Extensions.Options;
using Spotter.Contracts.Models;
using Spotter.Models;
using Spotter.Models.Inference;

namespace Spotter.Tests.Models;

public sealed class FolderModelStoreTests : ModelStoreContract
{
    protected override IInferenceEngine Engine => RealParts.Engine;

    protected override (IModelStore Store, ModelOptions Options) Open()
    {
        var options = new ModelOptions { Folder = Path.Combine(Folder.FullName, "models"), BuiltInFolder = SampleModel.BuiltInFolder };
        return (new FolderModelStore(Options.Create(options), TimeProvider.System), options);
    }

    [Fact]
    public async Task A_folder_that_holds_something_else_is_left_alone()
    {
        var (store, options) = Open();
        Directory.CreateDirectory(options.OwnFolderOf("lunch"));

        var error = await Assert.ThrowsAsync<ModelException>(() => store.AddAsync("lunch", NewVersion("one"), default));

        Assert.Contains("holds no model", error.Message);
    }

    [Fact]
    public async Task The_folder_of_the_program_is_never_written()
    {
        var options = Options.Create(new ModelOptions { Folder = Folder.FullName, BuiltInFolder = Folder.FullName });

        var error = await Assert.ThrowsAsync<ModelException>(
            () => new FolderModelStore(options, TimeProvider.System).AddAsync("lunch", NewVersion("one"), default));

        Assert.Contains("Set Models:Folder", error.Message);
    }
}
