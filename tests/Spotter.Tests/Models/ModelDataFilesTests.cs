using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Spotter.Models;
using Spotter.Models.Inference;

namespace Spotter.Tests.Models;

public sealed class ModelDataFilesTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");
    private readonly string _data = $"{Guid.NewGuid():N}.data";

    public ModelDataFilesTests() => File.WriteAllText(PathOf("model.json"), ModelWithData.Description);

    private string ModelFile => PathOf("model.onnx");

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        File.Delete(Path.GetFullPath(_data));
    }

    [Fact]
    public async Task Weights_come_from_the_models_folder_and_not_from_the_working_folder()
    {
        Write(_data, ModelWithData.Weights(1, 2, 3));
        await File.WriteAllBytesAsync(Path.GetFullPath(_data), ModelWithData.Weights(7, 7, 7));

        Write("model.onnx", ModelWithData.Write(("location", _data)));
        await AssertScoresAsync(null, 1, 2, 3);

        Write("model.onnx", ModelWithData.WriteInNode(_data));
        await AssertScoresAsync(null, 1, 2, 3);

        File.Delete(PathOf(_data));
        Assert.Contains($"{PathOf(_data)} is missing: model.onnx keeps its weights there", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_part_of_a_file_may_hold_them()
    {
        Write(_data, ModelWithData.Weights(9, 4, 5, 6, 9));
        Write("model.onnx", ModelWithData.Write(("location", _data), ("offset", "4"), ("length", "12"), ("checksum", "soup")));

        await AssertScoresAsync(null, 4, 5, 6);
    }

    [Theory]
    [InlineData("12", "12")]
    [InlineData("16", "0")]
    [InlineData("0", "9223372036854775807")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("99", null)]
    public async Task A_part_that_the_file_does_not_have_is_refused(string offset, string? length)
    {
        Write(_data, ModelWithData.Weights(1, 2, 3)[..^1]);
        Write("model.onnx", ModelWithData.Write(
            length is null ? [("location", _data), ("offset", offset)] : [("location", _data), ("offset", offset), ("length", length)]));

        var message = await RefusalAsync();
        Assert.StartsWith($"{ModelFile} cannot be read: ", message, StringComparison.Ordinal);
        Assert.Contains($"behind the end of {_data}, which has 11 bytes", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_hash_is_of_the_model_followed_by_its_data()
    {
        var (model, data) = (ModelWithData.Write(("location", _data)), ModelWithData.Weights(1, 2, 3));
        Write("model.onnx", model);
        Write(_data, data);
        var whole = Convert.ToHexStringLower(SHA256.HashData([.. model, .. data]));

        var content = await ModelFiles.ReadContentAsync(ModelFile, int.MaxValue, CancellationToken.None);

        Assert.Equal((whole, _data), (content.Sha256, Assert.Single(content.DataFiles)));
        await AssertScoresAsync(whole, 1, 2, 3);
        var message = await RefusalAsync(Convert.ToHexStringLower(SHA256.HashData(model)));
        Assert.Contains($"{ModelFile} with {_data} has the SHA-256 {whole}", message, StringComparison.Ordinal);
        Assert.Contains("correct sha256", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../weights.data")]
    [InlineData("..\\weights.data")]
    [InlineData("/etc/hostname")]
    [InlineData("c:weights.data")]
    [InlineData("sub/weights.data")]
    [InlineData("a\nb")]
    [InlineData("..")]
    public async Task A_path_is_refused_by_name(string location)
    {
        File.WriteAllBytes(Path.Combine(_folder.CreateSubdirectory("sub").FullName, "weights.data"), ModelWithData.Weights(1, 2, 3));
        Write("model.onnx", ModelWithData.Write(("location", location)));

        var message = await RefusalAsync();
        Assert.Contains($"{ModelFile} keeps weights in '{location.Replace('\n', ' ')}'", message, StringComparison.Ordinal);
        Assert.Contains("only a file beside it is taken", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_place_that_cannot_be_read_is_refused()
    {
        Write("model.onnx", ModelWithData.Write());
        Assert.Contains("names none", await RefusalAsync(), StringComparison.Ordinal);

        Write(_data, ModelWithData.Weights(1, 2, 3));
        Write("model.onnx", ModelWithData.Write(("location", _data), ("offset", "-4")));
        Assert.Contains("offset of a tensor's values in another file is '-4'", await RefusalAsync(), StringComparison.Ordinal);

        Write("model.onnx", ModelWithData.WriteNested(10_000));
        Assert.Contains("nested too deep", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_as_data_is_refused()
    {
        Write("other.data", ModelWithData.Weights(1, 2, 3));
        File.CreateSymbolicLink(PathOf(_data), PathOf("other.data"));
        Write("model.onnx", ModelWithData.Write(("location", _data)));

        Assert.Contains($"{PathOf(_data)} is a link", await RefusalAsync(), StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("model.onnx")]
    [InlineData("model.data")]
    [InlineData("model.json")]
    public async Task A_pipe_is_refused_without_waiting_for_it(string name)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no pipes among its files.");
        Write("model.onnx", ModelWithData.Write(("location", "model.data")));
        File.Delete(PathOf(name));
        using (var mkfifo = Process.Start("mkfifo", [PathOf(name)]))
            await mkfifo.WaitForExitAsync();

        Assert.Contains(
            $"{PathOf(name)} cannot be read: it is empty, or a pipe or a device", await RefusalAsync(), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task A_device_is_refused_without_reading_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no devices among its files.");
        File.CreateSymbolicLink(ModelFile, "/dev/zero");

        Assert.Contains($"{ModelFile} cannot be read: it is empty, or a pipe or a device", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_is_refused()
    {
        _folder.CreateSubdirectory("model.onnx");
        Assert.Contains($"{ModelFile} is a folder where a file should be", await RefusalAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_as_model_is_followed()
    {
        Write("other.onnx", ModelWithData.Write(("location", _data)));
        Write(_data, ModelWithData.Weights(1, 2, 3));
        File.CreateSymbolicLink(ModelFile, "other.onnx");

        await AssertScoresAsync(null, 1, 2, 3);
    }

    [Fact]
    public async Task A_model_is_refused_that_is_larger_than_the_bound_alone_or_with_its_data()
    {
        var model = ModelWithData.Write(("location", _data));
        Write("model.onnx", model);
        Write(_data, ModelWithData.Weights(1, 2, 3));

        Assert.NotNull(await ModelFiles.ReadContentAsync(ModelFile, model.Length + 12, CancellationToken.None));
        Assert.Contains($"{PathOf(_data)} has 12 bytes beside the {model.Length} of the model, and Models:MaxBytes lets "
            + $"{model.Length + 11}", await BoundedAsync(model.Length + 11), StringComparison.Ordinal);
        Assert.Contains(
            $"{ModelFile} has {model.Length} bytes, and Models:MaxBytes", await BoundedAsync(model.Length - 1), StringComparison.Ordinal);

        using (var huge = File.OpenHandle(ModelFile, FileMode.Create, FileAccess.Write))
            RandomAccess.SetLength(huge, 3L << 30);
        Assert.Contains($"{ModelFile} has {3L << 30} bytes", await RefusalAsync(), StringComparison.Ordinal);
    }

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private void Write(string name, byte[] content) => File.WriteAllBytes(PathOf(name), content);

    private async Task AssertScoresAsync(string? sha256, params float[] expected)
    {
        using var session = RealParts.Engine.Load(await ReadAsync(sha256));
        var ones = Enumerable.Repeat(1f, 3 * 8 * 8).ToArray();
        Assert.Equal(expected, session.Run("picture", ElementType.Float32, [1, 3, 8, 8], MemoryMarshal.AsBytes(ones.AsSpan()), "scores"));
    }

    private async Task<byte[]> ReadAsync(string? sha256)
    {
        var description = await ModelFiles.ReadDescriptionAsync(_folder.FullName, CancellationToken.None);
        return await ModelFiles.ReadModelAsync(
            _folder.FullName, description with { Sha256 = sha256 }, int.MaxValue, CancellationToken.None);
    }

    private async Task<string> RefusalAsync(string? sha256 = null) =>
        OneLine(await Assert.ThrowsAsync<ModelException>(() => ReadAsync(sha256)));

    private async Task<string> BoundedAsync(long maxBytes) =>
        OneLine(await Assert.ThrowsAsync<ModelException>(() => ModelFiles.ReadContentAsync(ModelFile, maxBytes, CancellationToken.None)));

    private static string OneLine(ModelException error)
    {
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }
}
