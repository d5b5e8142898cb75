using Spotter.Learning.Training;

namespace Spotter.Learning.Tests.Training;

public sealed class CorrectionsFolderTests : IDisposable
{
    private static readonly DateTime Started = new(2026, 11, 28, 9, 0, 0, DateTimeKind.Utc);

    private readonly DirectoryInfo _place = Directory.CreateTempSubdirectory("spotter-test-");

    public void Dispose() => _place.Delete(recursive: true);

    [Fact]
    public void What_a_killed_training_left_is_cleared_away_and_nothing_else()
    {
        var left = Make("left", minutes: -10);
        var held = Make("held", minutes: -10);
        var young = Make("young", minutes: 1);
        var other = _place.CreateSubdirectory($"{CorrectionsFolder.Prefix}of-somebody-else");
        var link = Path.Combine(_place.FullName, $"{CorrectionsFolder.Prefix}link");
        var target = Make("target", minutes: -10, prefix: "mine-");
        Directory.CreateSymbolicLink(link, target);
        using var holder = new FileStream(
            Path.Combine(held, CorrectionsFolder.HeldFile), FileMode.Open, FileAccess.ReadWrite, FileShare.None);

        CorrectionsFolder.ClearLeft(_place.FullName, Started);

        Assert.False(Directory.Exists(left));
        Assert.All([held, young, other.FullName, link, target], folder => Assert.True(Directory.Exists(folder), folder));
    }

    [Fact]
    public void One_that_is_disposed_leaves_nothing()
    {
        var folder = new CorrectionsFolder();
        var root = Path.GetDirectoryName(folder.Pictures)!;
        File.WriteAllText(Path.Combine(folder.Pictures, "a.jpg"), "a");

        var held = Path.Combine(root, CorrectionsFolder.HeldFile);
        Assert.Throws<IOException>(() => new FileStream(held, FileMode.Open, FileAccess.ReadWrite, FileShare.None));
        folder.Dispose();

        Assert.False(Directory.Exists(root));
    }

    private string Make(string name, int minutes, string prefix = CorrectionsFolder.Prefix)
    {
        var folder = _place.CreateSubdirectory(prefix + name).FullName;
        var held = Path.Combine(folder, CorrectionsFolder.HeldFile);
        File.WriteAllText(held, "");
        File.SetLastWriteTimeUtc(held, Started.AddMinutes(minutes));
        return folder;
    }
}
