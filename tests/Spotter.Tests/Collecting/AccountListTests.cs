using Spotter.Collecting;

namespace Spotter.Tests.Collecting;

public sealed class AccountListTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_list_has_an_account_a_line_and_keeps_its_order() =>
        Assert.Equal(
            [("b", 2), ("@a", 4), ("https://www.instagram.com/c/", 5)],
            await ReadAsync("list.txt", "# shops\n  b \n\n@a\nhttps://www.instagram.com/c/\n"));

    [Theory]
    [InlineData("id,username\n1,dave\n2,\"o'hara, ltd\"\n", null)]
    [InlineData("id;Username;note\n1;dave;\"two\nlines\"\n2;\"o'hara, ltd\";\n", null)]
    [InlineData("wanted\tusername\ndave\tx\n\"o'hara, ltd\"\ty\n", "wanted")]
    public async Task A_CSV_file_has_a_column(string csv, string? column) =>
        Assert.Equal(["dave", "o'hara, ltd"], (await ReadAsync("list.csv", csv, column)).Select(one => one.Text));

    [Fact]
    public async Task A_column_that_is_not_there_is_told_with_those_that_are()
    {
        var error = await Assert.ThrowsAsync<CollectingException>(() => ReadAsync("list.csv", "id,who\n1,dave\n"));

        Assert.Contains("It has: id, who", error.Message);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told() => Assert.Contains(
        "There is no file",
        (await Assert.ThrowsAsync<CollectingException>(() => AccountList.ReadAsync("none.txt", null, CancellationToken.None))).Message);

    [Fact]
    public async Task A_file_that_is_no_list_is_refused_unread()
    {
        var file = Path.Combine(_folder.FullName, "huge.txt");
        using (var stream = File.Create(file))
            stream.SetLength(1L << 30);

        var error = await Assert.ThrowsAsync<CollectingException>(() => AccountList.ReadAsync(file, null, CancellationToken.None));

        Assert.Contains("larger than", error.Message);
    }

    [SkippableFact]
    public async Task A_device_that_goes_on_for_ever_is_no_list()
    {
        Skip.IfNot(File.Exists("/dev/zero"), "There is no such device here.");

        var error = await Assert.ThrowsAsync<CollectingException>(() => AccountList.ReadAsync("/dev/zero", null, CancellationToken.None));

        Assert.Contains("larger than", error.Message);
    }

    private async Task<IReadOnlyList<(string Text, int Line)>> ReadAsync(string name, string text, string? column = null)
    {
        var file = Path.Combine(_folder.FullName, name);
        await File.WriteAllTextAsync(file, text);
        return await AccountList.ReadAsync(file, column, CancellationToken.None);
    }
}
