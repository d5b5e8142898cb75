using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Text.Json;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>What a deployment brings to Azure: the very folder that the other tests run.</summary>
public sealed class PublishedAppTests
{
    private const long MaxZipBytes = 50_000_000;

    private static string Folder => PublishedFolder.App.Folder;

    [Theory]
    [InlineData("host.json")]
    [InlineData("worker.config.json")]
    [InlineData("extensions.json")]
    [InlineData("functions.metadata")]
    [InlineData("FunctionsApp.dll")]
    [InlineData("models/specials-board/model.onnx")]
    [InlineData("models/specials-board/model.json")]
    [InlineData("libonnxruntime.so")]
    [InlineData("libvips.so.42")]
    [InlineData("THIRD-PARTY-NOTICES.md")]
    public void What_the_app_needs_is_published(string file) => Assert.True(File.Exists(Path.Combine(Folder, file)), file);

    [Fact]
    public void The_metadata_names_the_functions_and_the_extensions_the_engine_that_drives_them()
    {
        var names = NamesOf(ReadJson("functions.metadata")).ToList();
        var extensions = NamesOf(ReadJson("extensions.json").GetProperty("extensions"));

        Assert.Contains("ScanAccount", names);
        Assert.Contains("SendAlert", names);
        Assert.Contains("DurableTask", extensions);
    }

    [Fact]
    public void The_only_native_code_is_that_of_the_platform_it_runs_on()
    {
        var native = Files().Where(IsNative).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal);

        Assert.Equal(["FunctionsApp", "libonnxruntime.so", "libonnxruntime_providers_shared.so", "libvips.so.42"], native);
    }

    [Fact]
    public void What_was_set_on_one_machine_is_not_published() =>
        Assert.DoesNotContain(Files(), file => Path.GetFileName(file) == "local.settings.json");

    [Fact]
    public async Task The_package_is_under_fifty_megabytes()
    {
        await using var package = new MemoryStream();
        await ZipFile.CreateFromDirectoryAsync(Folder, package);

        Assert.InRange(package.Length, 1, MaxZipBytes);
    }

    private static IEnumerable<string> Files() => Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories);

    private static IEnumerable<string?> NamesOf(JsonElement list) =>
        list.EnumerateArray().Select(item => item.GetProperty("name").GetString());

    private static JsonElement ReadJson(string file)
    {
        using var json = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Folder, file)));
        return json.RootElement.Clone();
    }

    // The first bytes of ELF, of Mach-O, and of Windows' files, which are native where .NET finds no metadata in them.
    private static bool IsNative(string file)
    {
        using var stream = File.OpenRead(file);
        Span<byte> start = stackalloc byte[4];
        var read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        if (read < start.Length)
            return false;
        if (start[..2].SequenceEqual("MZ"u8))
            return !IsManaged(stream);

        return start.SequenceEqual("\u007fELF"u8)
            || start.SequenceEqual<byte>([0xCF, 0xFA, 0xED, 0xFE])
            || start.SequenceEqual<byte>([0xCA, 0xFE, 0xBA, 0xBE]);
    }

    private static bool IsManaged(FileStream stream)
    {
        stream.Position = 0;
        using var portable = new PEReader(stream);
        return portable.HasMetadata;
    }
}
