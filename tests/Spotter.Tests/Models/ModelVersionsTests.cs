using Spotter.Models;

namespace Spotter.Tests.Models;

public sealed class ModelVersionsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("spotter-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_first_version_is_the_models_own_folder()
    {
        Make("2026-11-27-1");

        Assert.Equal(_folder, ModelVersions.Resolve(_folder));
    }

    [Fact]
    public void A_version_is_used_and_the_first_again()
    {
        var folder = Make("2026-11-27-1");

        ModelVersions.Use(_folder, "2026-11-27-1");
        Assert.Equal(folder, ModelVersions.Resolve(_folder));

        ModelVersions.Use(_folder, ModelVersions.First);
        Assert.Equal(_folder, ModelVersions.Resolve(_folder));
    }

    [Fact]
    public void Versions_are_in_the_order_they_were_made_and_the_next_has_a_name_of_its_own()
    {
        foreach (var version in new[] { "2026-11-27-10", "2026-11-27-2", "2026-11-26-1", "2026-11-27-1" })
            Make(version);

        Assert.Equal(["2026-11-26-1", "2026-11-27-1", "2026-11-27-2", "2026-11-27-10"], ModelVersions.List(_folder));
        Assert.Equal(
            "2026-11-27-3",
            Path.GetFileName(ModelVersions.Next(_folder, new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero))));
    }

    [Theory]
    [InlineData("../..")]
    [InlineData("2026-11-28-1")]
    public void A_version_that_is_not_there_is_refused_and_the_old_stays(string version)
    {
        Make("2026-11-27-1");
        ModelVersions.Use(_folder, "2026-11-27-1");

        Assert.Throws<ModelException>(() => ModelVersions.Use(_folder, version));

        Assert.Equal("2026-11-27-1", ModelVersions.FindInUse(_folder));
    }

    [Fact]
    public void Whether_a_version_is_used_is_not_known_while_the_disk_does_not_say()
    {
        Make("2026-11-27-1");
        ModelVersions.Use(_folder, "2026-11-27-1");
        using var held = new FileStream(Path.Combine(_folder, "in-use"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        Assert.Throws<ModelStoreException>(() => ModelVersions.FindInUse(_folder));
    }

    [Fact]
    public void Of_a_model_that_is_a_link_the_link_alone_is_removed()
    {
        var folder = Make("2026-11-27-1");
        var link = Path.Combine(_folder, "link");
        Directory.CreateSymbolicLink(link, folder);

        ModelVersions.Remove(link);

        Assert.False(Path.Exists(link));
        Assert.True(ModelVersions.IsModel(folder));
    }

    private string Make(string version)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "versions", version)).FullName;
        File.WriteAllText(Path.Combine(folder, ModelFiles.DescriptionFile), "{}");
        return folder;
    }
}
