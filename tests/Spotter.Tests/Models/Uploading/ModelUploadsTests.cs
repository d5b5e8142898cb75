using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Spotter.Contracts.Models;
using Spotter.Models;
using Spotter.Models.Uploading;

namespace Spotter.Tests.Models.Uploading;

public sealed class ModelUploadsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-uploads-");
    private readonly ModelOptions _options;
    private readonly ModelCatalog _models;
    private readonly ModelUploads _uploads;

    public ModelUploadsTests()
    {
        _options = new ModelOptions
        {
            Folder = Path.Combine(_folder.FullName, "models"),
            BuiltInFolder = SampleModel.BuiltInFolder,
            MaxUploadBytes = 1 << 20,
        };
        var options = Options.Create(_options);
        var store = new FolderModelStore(options, TimeProvider.System);
        _models = new ModelCatalog(RealParts.Engine, options, store);
        _uploads = new ModelUploads(store, _models, [], RealParts.Engine, options, TimeProvider.System);
    }

    public void Dispose()
    {
        _uploads.Dispose();
        _models.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_packed_model_is_the_same_model_under_its_name()
    {
        var added = await AddAsync(await PackAsync("lunch"), null);

        Assert.Equal(new AddedVersion("lunch", ModelVersions.First), added);
        var (one, other) = (await _models.GetAsync("lunch", default), await _models.GetAsync(SampleModel.Name, default));
        Assert.Equal(other.Score(RealParts.Decoder, RealParts.Stripes), one.Score(RealParts.Decoder, RealParts.Stripes));
        Assert.Equal(["lunch"], LeftOver());
    }

    [Fact]
    public async Task A_version_of_a_model_that_is_here_counts_when_somebody_says_so()
    {
        var added = await AddAsync(await PackAsync("whatever", SampleModel.Contradict), SampleModel.Name);

        Assert.Equal([ModelVersions.First, added.Version], _models.VersionsOf(SampleModel.Name));
        Assert.Equal(ModelVersions.First, _models.FindVersionInUse(SampleModel.Name));
    }

    [Fact]
    public async Task What_lies_beside_a_model_is_not_packed()
    {
        var folder = SampleModel.Write(Path.Combine(_folder.FullName, "lunch"));
        await File.WriteAllTextAsync(Path.Combine(folder, "notes.txt"), "mine");
        Directory.CreateDirectory(Path.Combine(folder, "versions"));
        var file = Path.Combine(_folder.FullName, "lunch.zip");

        await ModelArchive.PackAsync(folder, "lunch", file, int.MaxValue, default);

        await using var archive = await ZipFile.OpenReadAsync(file);
        Assert.Equal(["MODEL_CARD.md", "model.json", "model.onnx"], archive.Entries.Select(entry => entry.FullName).Order());
    }

    public static TheoryData<string, string> BadArchives => new()
    {
        { "nothing", "no zip archive" },
        { "text", "no zip archive" },
        { "cut", "no zip archive" },
        { "no entries", "holds no model.json" },
        { "up", "without a path" },
        { "below", "without a path" },
        { "absolute", "without a path" },
        { "link", "is a link" },
        { "twice", "twice" },
        { "crowd", "holds 101 files" },
        { "long list", "lists more files than the 100" },
        { "list elsewhere", "lists more files than the 100" },
        { "list on another disk", "lists more files than the 100" },
        { "bomb", "unpacks to more bytes" },
        { "stray", "'run.sh' is no part of the model" },
        { "no model", "model.onnx is missing" },
        { "other model", "do not belong together" },
        { "no hash", "has no sha256" },
        { "broken json", "model.json cannot be read" },
        { "elsewhere", "without a path" },
        { "hosted", "is hosted" },
        { "featurizer", "only classifiers of pictures" },
        { "reader", "reads words in pictures" },
        { "labels", "2 scores and there are 3 labels" },
        { "figures", "words.version is 1" },
        { "no onnx", "cannot be run" },
        { "lacks a label", "lacks the label 'other'" },
    };

    [Theory]
    [MemberData(nameof(BadArchives))]
    public async Task What_is_no_model_is_refused_with_the_reason_and_leaves_nothing(string what, string reason)
    {
        var error = await Assert.ThrowsAnyAsync<ModelException>(async () => await AddAsync(await MakeAsync(what), SampleModel.Name));

        Assert.Contains(reason, error.Message);
        Assert.DoesNotContain(_folder.FullName, error.Message);
        Assert.Empty(LeftOver());
        Assert.Equal([ModelVersions.First], _models.VersionsOf(SampleModel.Name));
    }

    [Fact]
    public async Task A_version_in_use_that_the_disk_does_not_give_is_not_taken_for_a_broken_one()
    {
        await AddAsync(await PackAsync("lunch"), null);
        var lacking = await MakeAsync("lacks a label");
        using (new FileStream(
            Path.Combine(_options.Folder, "lunch", "model.json"), FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            await Assert.ThrowsAsync<ModelStoreException>(() => AddAsync(lacking, "lunch"));

        Assert.Equal([ModelVersions.First], _models.VersionsOf("lunch"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("../up")]
    [InlineData("a/b")]
    [InlineData("versions")]
    [InlineData("line\nbreak")]
    public async Task A_name_that_is_none_is_refused_before_a_byte_is_read(string name)
    {
        var error = await Assert.ThrowsAsync<ModelException>(() => _uploads.AddAsync(Stream.Null, name, default));

        Assert.Contains("cannot be a model's name", error.Message);
    }

    [Fact]
    public async Task A_file_that_is_larger_than_the_setting_is_given_up_where_it_is()
    {
        var endless = new EndlessStream();

        var error = await Assert.ThrowsAsync<ModelTooLargeException>(() => _uploads.AddAsync(endless, "lunch", default));

        Assert.Contains("1048576 bytes, which is what Models:MaxUploadBytes lets pass", error.Message);
        Assert.InRange(endless.Given, 1 << 20, 2 << 20);
        Assert.Empty(LeftOver());
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        var bytes = await PackAsync("lunch");

        await Assert.ThrowsAsync<IOException>(() => _uploads.AddAsync(new EndlessStream(bytes[..^10]), "lunch", default));

        Assert.Empty(LeftOver());
    }

    [Fact]
    public async Task What_a_killed_process_left_is_swept_away_by_the_next_upload()
    {
        var left = Directory.CreateDirectory(Path.Combine(_options.Folder, ".incoming-old"));
        left.LastWriteTimeUtc = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(-2);
        var fresh = Directory.CreateDirectory(Path.Combine(_options.Folder, ".incoming-fresh"));

        await AddAsync(await PackAsync("lunch"), null);

        Assert.Equal([".incoming-fresh", "lunch"], LeftOver());
        fresh.Delete();
    }

    private async Task<AddedVersion> AddAsync(byte[] archive, string? name) =>
        await _uploads.AddAsync(new MemoryStream(archive), name, default);

    private Task<byte[]> PackAsync(string name, Action<JsonObject>? change = null) =>
        SampleModel.PackAsync(_folder.FullName, name, change);

    private IReadOnlyList<string> LeftOver() => !Directory.Exists(_options.Folder)
        ? []
        : [.. Directory.EnumerateFileSystemEntries(_options.Folder).Select(entry => Path.GetFileName(entry)).Order(StringComparer.Ordinal)];

    private async Task<byte[]> MakeAsync(string what)
    {
        var whole = await PackAsync("lunch");
        return what switch
        {
            "nothing" => [],
            "text" => "a text"u8.ToArray(),
            "cut" => whole[..(whole.Length / 2)],
            "no entries" => Zip([], archive => archive.CreateEntry("model.onnx")),
            "up" => Zip(whole, archive => Put(archive, "../evil.txt", "x")),
            "below" => Zip(whole, archive => Put(archive, "versions/1/model.json", "{}")),
            "absolute" => Zip(whole, archive => Put(archive, "/etc/evil", "x")),
            "link" => Zip(whole, archive => Put(archive, "report.html", "/etc/passwd").ExternalAttributes = 0xA1FF << 16),
            "twice" => Zip(whole, archive => Put(archive, "MODEL.json", "{}")),
            "crowd" => Zip(whole, archive => Enumerable.Range(0, 98).ToList().ForEach(number => Put(archive, $"{number}", "x"))),
            "long list" => List(whole, entries: 2_000),
            "list elsewhere" => [.. whole[..^12], 255, 255, .. whole[^10..^6], 255, 255, 255, 255, .. whole[^2..]],
            "list on another disk" => [.. whole[..^18], 255, 255, 255, 255, .. whole[^14..]],
            "bomb" => Zip(whole, archive => Put(archive, "report.html", new string('x', 5 << 20))),
            "stray" => Zip(whole, archive => Put(archive, "run.sh", "x")),
            "no model" => Zip(whole, archive => archive.GetEntry("model.onnx")!.Delete()),
            "other model" => Zip(whole, archive => Replace(archive, "model.onnx", "another")),
            "broken json" => Zip(whole, archive => Replace(archive, "model.json", "{")),
            "reader" => Zip(whole, archive => Replace(archive, "model.json", """{ "name": "r", "kind": "reader" }""")),
            "no hash" => Describe(whole, description => description.Remove("sha256")),
            "elsewhere" => Describe(whole, description => description["file"] = "../model.onnx"),
            "hosted" => Zip(whole, archive => Replace(
                archive, "model.json", """{ "name": "h", "hosted": { "model": "general" }, "labels": ["a", "b"] }""")),
            "featurizer" => Describe(whole, description =>
            {
                (description["kind"], description["labels"]) = ("featurizer", new JsonArray());
                description.Remove("words");
                description.Remove("leastScores");
            }),
            "labels" => Describe(whole, SampleModel.Break),
            "figures" => Describe(whole, description => description["words"]!["version"] = 1),
            "no onnx" => Zip(Describe(whole, description => description["sha256"] = Convert.ToHexStringLower(
                System.Security.Cryptography.SHA256.HashData("no onnx"u8))), archive => Replace(archive, "model.onnx", "no onnx")),
            "lacks a label" => Describe(whole, description =>
            {
                description["labels"] = new JsonArray("specials-board", "another");
                description.Remove("leastScores");
            }),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };
    }

    private static byte[] Zip(byte[] whole, Action<ZipArchive> change)
    {
        using var stream = new MemoryStream();
        stream.Write(whole);
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
            change(archive);
        return stream.ToArray();
    }

    // An archive says how many files it lists, and need not be right.
    private static byte[] List(byte[] whole, int entries)
    {
        var begin = BitConverter.ToInt32(whole, whole.Length - 6);
        var (list, end) = (whole[begin..^22], whole[^22..]);
        return [.. whole[..begin], .. Enumerable.Repeat(list, entries).SelectMany(bytes => bytes), .. end];
    }

    private static byte[] Describe(byte[] whole, Action<JsonObject> change) => Zip(whole, archive =>
    {
        using var reader = new StreamReader(archive.GetEntry("model.json")!.Open());
        var description = JsonNode.Parse(reader.ReadToEnd())!.AsObject();
        reader.Dispose();
        change(description);
        Replace(archive, "model.json", description.ToJsonString());
    });

    private static ZipArchiveEntry Put(ZipArchive archive, string name, string text)
    {
        var entry = archive.CreateEntry(name);
        using var stream = entry.Open();
        stream.Write(Encoding.UTF8.GetBytes(text));
        return entry;
    }

    private static void Replace(ZipArchive archive, string name, string text)
    {
        archive.GetEntry(name)!.Delete();
        Put(archive, name, text);
    }

    /// <summary>Gives bytes without an end, or some and then breaks off.</summary>
    private sealed class EndlessStream(byte[]? some = null) : Stream
    {
        public long Given { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Given; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (some is not null && Given == some.Length)
                throw new IOException("The connection broke off.");

            var read = some is null ? count : (int)Math.Min(count, some.Length - Given);
            some?.AsSpan((int)Given, read).CopyTo(buffer.AsSpan(offset));
            Given += read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
