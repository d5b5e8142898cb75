using System.Security.Cryptography;
using System.Text;
using Spotter.Models;
using Spotter.Reading.Installed;

namespace Spotter.Tests.Reading;

public sealed class ReaderFolderTests : IDisposable
{
    private readonly DirectoryInfo _models = Directory.CreateTempSubdirectory("spotter-reader-");

    public void Dispose() => _models.Delete(recursive: true);

    [Fact]
    public async Task What_was_described_is_read_back_the_same()
    {
        var folder = await DescribeAsync(KnownReaders.PpOcrV4);

        var read = (await ReaderFolder.OpenAsync(folder, default)).Description;

        Assert.Equal(KnownReaders.PpOcrV4.Detection.Model, read.Detection.Model);
        Assert.Equal(KnownReaders.PpOcrV4.Detection.Input.Scale, read.Detection.Input.Scale);
        Assert.Equal(KnownReaders.PpOcrV4.Recognition.LeastConfidence, read.Recognition.LeastConfidence);
        Assert.Equal(KnownReaders.PpOcrV4.Direction.Width, read.Direction.Width);
    }

    [Fact]
    public async Task It_is_found_by_its_name_before_one_that_came_with_the_program()
    {
        var folder = await DescribeAsync(KnownReaders.PpOcrV4);
        var models = new ModelOptions { Folder = Path.Combine(_models.FullName, "nowhere"), BuiltInFolder = _models.FullName };

        Assert.Equal(folder, ReaderFolder.Find("ppocr-v4", models));
        Assert.Null(ReaderFolder.Find("ppocr-v5", models));
        Assert.Null(ReaderFolder.Find("..", models));
    }

    [Fact]
    public async Task Each_file_is_checked_against_its_hash()
    {
        var files = KnownReaders.PpOcrV4.Recognition.Characters.File;
        var reader = WithCharacters(new ReaderFile(files, Sha256Of("abc")));
        var folder = await ReaderFolder.OpenAsync(await DescribeAsync(reader), default);
        await File.WriteAllTextAsync(Path.Combine(folder.Folder, files), "abc");
        Assert.Equal("abc", Encoding.UTF8.GetString(await folder.ReadAsync(reader.Recognition.Characters, default)));

        await File.WriteAllTextAsync(Path.Combine(folder.Folder, files), "ab");
        var error = await Assert.ThrowsAsync<ModelException>(() => folder.ReadAsync(reader.Recognition.Characters, default));

        Assert.Contains($"{files} has the SHA-256 {Sha256Of("ab")}", error.Message);
        Assert.Contains("spotter models add ppocr-v4", error.Message);
    }

    [Fact]
    public async Task A_file_that_is_missing_is_named()
    {
        var folder = await ReaderFolder.OpenAsync(await DescribeAsync(KnownReaders.PpOcrV4), default);

        var error = await Assert.ThrowsAsync<ModelException>(() => folder.CheckAsync(default));

        Assert.Contains($"{KnownReaders.PpOcrV4.Detection.Model.File} is missing", error.Message);
    }

    [Fact]
    public async Task One_that_was_added_by_another_name_is_added_again_by_it()
    {
        var path = await DescribeAsync(KnownReaders.PpOcrV4 with { Name = "other" }, "other");

        var folder = await ReaderFolder.OpenAsync(path, default);
        var error = await Assert.ThrowsAsync<ModelException>(() => folder.CheckAsync(default));

        Assert.EndsWith($"Remove the folder {path} and add the reader again: spotter models add ppocr-v4 --name other", error.Message);
    }

    [Theory]
    [InlineData("../elsewhere.txt")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("C:characters.txt")]
    public async Task A_file_from_elsewhere_is_refused(string file)
    {
        var folder = await DescribeAsync(WithCharacters(new ReaderFile(file, Sha256Of("abc"))));

        var error = await Assert.ThrowsAsync<ModelException>(() => ReaderFolder.OpenAsync(folder, default));

        Assert.Contains("recognition.characters.file must be a file beside it", error.Message);
    }

    [Theory]
    [InlineData("\"kind\": \"reader\"", "\"kind\": \"author\"", "kind is 'author'")]
    [InlineData("\"growth\": 1.4", "\"growth\": 1e9", "detection.growth must be from 0 to 10")]
    [InlineData("\"maxPixels\": 737280", "\"maxPixels\": 7", "detection.maxPixels must be from 1024 to 16000000")]
    [InlineData("\"leastConfidence\"", "\"leastConfidense\"", "leastConfidense")]
    [InlineData("\"height\": 48", "\"height\": \"high\"", "height")]
    public async Task What_is_wrong_in_a_description_is_named(string right, string wrong, string message)
    {
        var folder = await DescribeAsync(KnownReaders.PpOcrV4);
        var file = Path.Combine(folder, ModelFiles.DescriptionFile);
        var text = await File.ReadAllTextAsync(file);
        Assert.Contains(right, text);
        await File.WriteAllTextAsync(file, text.Replace(right, wrong, StringComparison.Ordinal));

        var error = await Assert.ThrowsAsync<ModelException>(() => ReaderFolder.OpenAsync(folder, default));

        Assert.Contains(message, error.Message);
        Assert.Contains(file, error.Message);
    }

    [Fact]
    public async Task It_is_no_model_of_pictures()
    {
        var folder = await DescribeAsync(KnownReaders.PpOcrV4);

        var error = await Assert.ThrowsAsync<ModelException>(() => ModelFiles.ReadDescriptionAsync(folder, default));

        Assert.Contains("reads words in pictures and gives pictures no labels", error.Message);
    }

    private async Task<string> DescribeAsync(ReaderDescription reader, string name = "ppocr-v4")
    {
        var folder = _models.CreateSubdirectory(name).FullName;
        await ReaderFolder.DescribeAsync(folder, reader, default);
        return folder;
    }

    private static ReaderDescription WithCharacters(ReaderFile characters) => KnownReaders.PpOcrV4 with
    {
        Recognition = KnownReaders.PpOcrV4.Recognition with { Characters = characters },
    };

    private static string Sha256Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
