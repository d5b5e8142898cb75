using Xunit;

namespace Spotter.Contracts;

/// <summary>Real recordings, photographs and models that lie beside the repository on some machines and are read in place.</summary>
public static class TestData
{
    /// <summary>The folder that holds FunctionsApp.sln.</summary>
    public static string RepositoryFolder { get; } = FindRepository();

    private static string DataFolder => Path.GetFullPath(Path.Combine(RepositoryFolder, "..", "shared", "data"));

    /// <summary>The full path of a file or folder of the data; skips the test, saying why, where it is absent.</summary>
    public static string Require(params string[] relative)
    {
        var path = Path.Combine([DataFolder, .. relative]);
        Skip.IfNot(Path.Exists(path), $"The test data is absent: {Path.Combine(["../shared/data", .. relative])}");
        return path;
    }

    private static string FindRepository()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "FunctionsApp.sln")))
                return folder.FullName;

        throw new InvalidOperationException($"{AppContext.BaseDirectory} is not inside the repository.");
    }
}
