using System.Diagnostics;
using Spotter.Pictures;

namespace Spotter.Tests.Pictures;

public sealed class FolderWalkTests : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("spotter-test-");

    public void Dispose() => _root.Delete(recursive: true);

    [Fact]
    public void Files_are_found_once_at_any_depth_and_not_through_links_to_folders()
    {
        Write("a.jpg");
        Write("deep/er/b.jpg");
        Write(".hidden.jpg");
        Directory.CreateSymbolicLink(PathOf("again"), _root.FullName);

        var walk = FolderWalk.Through(_root.FullName);

        Assert.Equal([PathOf("a.jpg"), PathOf("deep/er/b.jpg")], walk.Files);
        Assert.Empty(walk.Unreadable);
    }

    [Fact]
    public void A_folder_whose_name_is_not_UTF_8_is_told_with_what_to_do()
    {
        if (!OperatingSystem.IsLinux())
            return;

        Write("a.jpg");
        // .NET cannot write such a name itself.
        using (var shell = Process.Start("sh", ["-c", "mkdir \"$1/$(printf 'caf\\351')\"", "sh", _root.FullName]))
            shell.WaitForExit();

        var walk = FolderWalk.Through(_root.FullName);

        using (var shell = Process.Start("sh", ["-c", "rmdir \"$1/$(printf 'caf\\351')\"", "sh", _root.FullName]))
            shell.WaitForExit();
        Assert.Equal([PathOf("a.jpg")], walk.Files);
        Assert.Contains("is not UTF-8, so it cannot be opened: rename it", Assert.Single(walk.Unreadable).Reason);
    }

    private string PathOf(string name) => Path.Combine(_root.FullName, name);

    private void Write(string name)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), "x");
    }
}
