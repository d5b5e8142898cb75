using System.Formats.Tar;
using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Spotter.Models;
using Spotter.Models.Packages;

namespace Spotter.Tests.Models.Packages;

public sealed class PackagedModelAdderTests : IDisposable
{
    private static readonly byte[] Content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("a model ", 1_000)));
    private static readonly PackagedModel Model = PackagedModels.Find("resnet18")! with { Files = [FileOf("tools/net.onnx", Content)] };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-models-");
    private readonly Registry _registry = new();

    public static TheoryData<string> Names => [.. PackagedModels.All.Select(model => model.Name)];

    private PackagedModelAdder Adder =>
        new([_registry], Options.Create(new ModelOptions { Folder = Path.Combine(_folder.FullName, "models") }));

    private string Staging => Path.Combine(_folder.FullName, "models", ".net.adding");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_model_is_brought_checked_and_described()
    {
        _registry.Archive = Zip(("tools/net.onnx", Content));

        var folder = await Adder.AddAsync(Model, "net", null, null, CancellationToken.None);

        Assert.Equal(
            ["MODEL_CARD.md", "model.json", "model.onnx"],
            Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(Content, await File.ReadAllBytesAsync(Path.Combine(folder, "model.onnx")));
        var head = await ModelFiles.ReadHeadAsync(folder, CancellationToken.None);
        Assert.Equal(new ModelHead("net", ModelKind.Featurizer, Model.Summary), head);
        Assert.Contains(Model.Licence, await File.ReadAllTextAsync(Path.Combine(folder, "MODEL_CARD.md")), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Staging));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_description_of_every_model_names_its_files_and_their_hashes(string name)
    {
        var model = PackagedModels.Find(name)!;
        using var reader = new StreamReader(model.OpenDescription());
        var description = await reader.ReadToEndAsync();

        foreach (var file in model.Files)
            Assert.Contains(file.Sha256, description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_archive_at_hand_serves_as_well_and_stays_where_it_is()
    {
        var file = Save("package.tgz", Tar(("package/other.txt", [1]), ("tools/net.onnx", Content)));

        var folder = await Adder.AddAsync(Model, "net", file, null, CancellationToken.None);

        Assert.Equal(Content, await File.ReadAllBytesAsync(Path.Combine(folder, "model.onnx")));
        Assert.True(File.Exists(file));
    }

    [Fact]
    public async Task The_one_file_of_a_model_serves_as_well()
    {
        var folder = await Adder.AddAsync(Model, "net", Save("net.onnx", Content), null, CancellationToken.None);

        Assert.Equal(Content, await File.ReadAllBytesAsync(Path.Combine(folder, "model.onnx")));
    }

    [Fact]
    public async Task A_file_may_be_a_resource_of_an_assembly_which_is_not_run()
    {
        var assembly = await File.ReadAllBytesAsync(typeof(PackagedModels).Assembly.Location);
        using var labels = new MemoryStream();
        await typeof(PackagedModels).Assembly.GetManifestResourceStream("imagenet-labels.txt")!.CopyToAsync(labels);
        var model = Model with { Files = [FileOf("lib/some.dll", labels.ToArray()) with { Resource = "imagenet-labels.txt" }] };
        _registry.Archive = Zip(("lib/some.dll", assembly));

        var folder = await Adder.AddAsync(model, "net", null, null, CancellationToken.None);

        Assert.Equal(labels.ToArray(), await File.ReadAllBytesAsync(Path.Combine(folder, "model.onnx")));
    }

    [Fact]
    public async Task Another_file_than_the_known_one_is_not_taken()
    {
        _registry.Archive = Zip(("tools/net.onnx", [.. Content[..^1], 0]));

        await RefuseAsync("has another SHA-256");
    }

    [Fact]
    public async Task A_file_that_is_longer_is_not_read_to_its_end()
    {
        _registry.Archive = Zip(("tools/net.onnx", [.. Content, .. new byte[10_000_000]]));

        await RefuseAsync("is longer than");
    }

    [Fact]
    public async Task An_archive_without_the_file_is_told()
    {
        _registry.Archive = Zip(("../tools/net.onnx", Content));

        await RefuseAsync("lacks tools/net.onnx");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_assembly_without_the_file_is_told(bool zip)
    {
        var assembly = await File.ReadAllBytesAsync(typeof(PackagedModels).Assembly.Location);
        var model = Model with { Files = [FileOf("lib/some.dll", Content) with { Resource = "net.onnx" }] };
        var file = Save("package", zip ? Zip(("lib/some.dll", assembly)) : Tar(("lib/some.dll", assembly)));

        var error = await Assert.ThrowsAsync<ModelException>(() => Adder.AddAsync(model, "net", file, null, CancellationToken.None));

        Assert.Contains("lacks net.onnx", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assembly_that_unpacks_to_much_more_than_the_file_is_not_read_to_its_end()
    {
        var model = Model with { Files = [FileOf("lib/some.dll", Content) with { Resource = "net.onnx" }] };
        var file = Save("package", Zip(("lib/some.dll", new byte[70_000_000])));

        var error = await Assert.ThrowsAsync<ModelException>(() => Adder.AddAsync(model, "net", file, null, CancellationToken.None));

        Assert.Contains("Its assembly is longer than", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_archive_that_is_cut_short_is_told_and_not_kept(bool zip)
    {
        var archive = zip ? Zip(("tools/net.onnx", Content)) : Tar(("tools/net.onnx", RandomNumberGenerator.GetBytes(Content.Length)));
        _registry.Archive = archive[..(archive.Length / 2)];

        await RefuseAsync("cut short or damaged");
    }

    [Fact]
    public async Task A_program_in_the_place_of_the_assembly_is_told()
    {
        var program = await File.ReadAllBytesAsync(typeof(PackagedModels).Assembly.Location);
        // An assembly is told by the directory of its header (ECMA-335, II.25.2.3.3); a program has none.
        var header = BitConverter.ToInt32(program, 0x3c);
        var directories = header + 24 + (BitConverter.ToInt16(program, header + 24) == 0x20b ? 112 : 96);
        program.AsSpan(directories + (14 * 8), 8).Clear();
        var model = Model with { Files = [FileOf("lib/some.dll", Content) with { Resource = "net.onnx" }] };

        var error = await Assert.ThrowsAsync<ModelException>(
            () => Adder.AddAsync(model, "net", Save("package", program), null, CancellationToken.None));

        Assert.Contains("cut short or damaged (It has no managed code.)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Resources_that_are_said_to_lie_before_the_assembly_are_told()
    {
        var assembly = await File.ReadAllBytesAsync(typeof(PackagedModels).Assembly.Location);
        using var parts = new PEReader(new MemoryStream(assembly));
        // The place of the resources in the header (ECMA-335, II.25.3.3).
        BitConverter.TryWriteBytes(assembly.AsSpan(parts.PEHeaders.CorHeaderStartOffset + 24), int.MinValue);
        var model = Model with { Files = [FileOf("lib/some.dll", Content) with { Resource = "imagenet-labels.txt" }] };

        var error = await Assert.ThrowsAsync<ModelException>(
            () => Adder.AddAsync(model, "net", Save("package", assembly), null, CancellationToken.None));

        Assert.Contains("cut short or damaged (A resource lies outside of it.)", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("tar")]
    [InlineData("assembly")]
    public async Task Whatever_of_an_archive_is_damaged_no_other_model_is_added(string kind)
    {
        var assembly = await File.ReadAllBytesAsync(typeof(PackagedModelAdderTests).Assembly.Location);
        var (model, archive) = kind switch
        {
            "zip" => (Model, Zip(("other", [1]), ("tools/net.onnx", Content))),
            "tar" => (Model, Tar(("other", [1]), ("tools/net.onnx", Content))),
            _ => (Model with { Files = [FileOf("lib/some.dll", Content) with { Resource = "net.onnx" }] }, assembly),
        };
        for (var seed = 0; seed < 150; seed++)
        {
            var chance = new Random(seed);
            var damaged = archive[..(seed % 5 == 0 ? chance.Next(archive.Length) : archive.Length)];
            for (var times = chance.Next(1, 6); times > 0 && damaged.Length > 0; times--)
                damaged[chance.Next(Math.Min(damaged.Length, seed % 2 == 0 ? 1_000 : int.MaxValue))] = (byte)chance.Next(256);
            try
            {
                await Adder.AddAsync(model, $"net{seed}", Save("package", damaged), null, CancellationToken.None);
                // What was damaged was nothing that counts.
                Assert.Equal(
                    Content, await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, "models", $"net{seed}", "model.onnx")));
            }
            catch (ModelException)
            {
                Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "models", $"net{seed}")));
            }
        }
    }

    [Fact]
    public async Task A_name_with_quotes_is_part_of_a_description_that_can_be_read()
    {
        _registry.Archive = Zip(("tools/net.onnx", Content));

        var folder = await Adder.AddAsync(Model, "the \"net\"", null, null, CancellationToken.None);

        Assert.Equal("the \"net\"", (await ModelFiles.ReadHeadAsync(folder, CancellationToken.None)).Name);
    }

    [Fact]
    public async Task What_has_arrived_of_an_archive_is_kept_for_the_next_time()
    {
        _registry.Archive = Zip(("tools/net.onnx", Content));
        _registry.Breaks = true;
        await Assert.ThrowsAsync<ModelException>(() => Adder.AddAsync(Model, "net", null, null, CancellationToken.None));
        Assert.True(File.Exists(Path.Combine(Staging, "package")));

        _registry.Breaks = false;
        await Adder.AddAsync(Model, "net", null, null, CancellationToken.None);

        Assert.True(_registry.WentOn);
        Assert.False(Directory.Exists(Staging));
    }

    [Fact]
    public async Task Where_nobody_brings_packages_the_message_says_what_to_download()
    {
        var adder = new PackagedModelAdder([], Options.Create(new ModelOptions { Folder = Path.Combine(_folder.FullName, "models") }));

        var error = await Assert.ThrowsAsync<ModelException>(() => adder.AddAsync(Model, "net", null, null, CancellationToken.None));

        Assert.Contains("microsoft.ml.dnnimagefeaturizer.resnet18.0.23.1.nupkg", error.Message, StringComparison.Ordinal);
    }

    private async Task RefuseAsync(string reason)
    {
        var error = await Assert.ThrowsAsync<ModelException>(() => Adder.AddAsync(Model, "net", null, null, CancellationToken.None));

        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_folder.FullName, "models")));
    }

    private string Save(string name, byte[] content)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(file, content);
        return file;
    }

    private static PackagedFile FileOf(string entry, byte[] content) =>
        new(entry, "model.onnx", content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }

        return archive.ToArray();
    }

    private static byte[] Tar(params (string Name, byte[] Content)[] files)
    {
        var archive = new MemoryStream();
        using (var zip = new GZipStream(archive, CompressionMode.Compress, leaveOpen: true))
        using (var tar = new TarWriter(zip))
            foreach (var (name, content) in files)
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return archive.ToArray();
    }

    private sealed class Registry : IPackageClient
    {
        public byte[] Archive { get; set; } = [];

        public bool Breaks { get; set; }

        public bool WentOn { get; private set; }

        PackageRegistry IPackageClient.Registry => PackageRegistry.NuGet;

        public async Task FetchAsync(ModelPackage package, string file, Action<long, long?>? progress, CancellationToken cancellationToken)
        {
            WentOn = File.Exists(file);
            await File.WriteAllBytesAsync(file, Breaks ? Archive[..10] : Archive, cancellationToken);
            if (Breaks)
                throw new ModelException("It broke off.");
        }
    }
}
