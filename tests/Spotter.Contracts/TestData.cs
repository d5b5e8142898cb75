using Xunit;

namespace Spotter.Contracts;

/// <summary>
/// Real recordings, photographs and models that some machines have, in the folder that the environment variable SPOTTER_TEST_DATA names.
/// They are read in place.
/// </summary>
public static class TestData
{
    /// <summary>The folder that holds FunctionsApp.sln.</summary>
    public static string RepositoryFolder { get; } = FindRepository();

    /// <summary>The full path of a file or folder of the data; skips the test, saying why, where it is absent.</summary>
    public static string Require(params string[] relative)
    {
        var folder = Environment.GetEnvironmentVariable("SPOTTER_TEST_DATA");
        Skip.If(string.IsNullOrEmpty(folder), "SPOTTER_TEST_DATA names no folder of test data.");

        var path = Path.GetFullPath(Path.Combine([folder!, .. relative]));
        Skip.IfNot(Path.Exists(path), $"The test data is absent: {path}");
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
