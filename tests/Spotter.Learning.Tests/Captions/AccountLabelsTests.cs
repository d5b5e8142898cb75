using Spotter.Captions;
using Spotter.Learning.Captions;

namespace Spotter.Learning.Tests.Captions;

public sealed class AccountLabelsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public async Task Quotes_and_line_breaks_are_read_and_accounts_with_two_labels_take_no_part()
    {
        var labels = await ReadAsync(
            """
            note,Username,label
            "a, ""b""
            c",dave,"shop, small"
            ,ann,bar
            ,ann,shop
            ,ann,bar
            ,eve,
            ,sue,bar
            """);

        Assert.Equal("shop, small", labels.Find("instagram:Dave"));
        Assert.Null(labels.Find("ann"));
        Assert.Equal(1, labels.Unknown);
        Assert.Equal(2, labels.Problems.Count);
        Assert.Contains("ann has the label 'bar' and the label 'shop'", labels.Problems[0]);
        Assert.Contains("its label is empty", labels.Problems[1]);
    }

    [Fact]
    public async Task A_cutoff_makes_two_labels_of_numbers()
    {
        var labels = await ReadAsync("account,age\ndave,20.9\nann,21\neve,old\n", column: "age", cutoff: 21);

        Assert.Equal(("age below 21", "age from 21"), (labels.Find("dave"), labels.Find("ann")));
        Assert.Contains("'old' is no number", Assert.Single(labels.Problems));
    }

    [Fact]
    public async Task A_file_without_the_columns_is_refused_with_those_that_it_has()
    {
        var error = await Assert.ThrowsAsync<CaptionInputException>(() => ReadAsync("account,kind\ndave,shop\n"));

        Assert.Contains("no column 'label'. It has: account, kind", error.Message);
    }

    private async Task<AccountLabels> ReadAsync(string text, string column = "label", double? cutoff = null)
    {
        await File.WriteAllTextAsync(_file, text);
        return await AccountLabels.ReadAsync(new LabelsRequest(_file, column, cutoff), CancellationToken.None);
    }
}
