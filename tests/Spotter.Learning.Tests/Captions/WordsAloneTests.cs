using Spotter.Captions;
using Spotter.Learning.Captions;

namespace Spotter.Learning.Tests.Captions;

public sealed class WordsAloneTests : IDisposable
{
    private static readonly AccountCaptions[] Accounts =
    [
        new("a", ["Soup today", "Chowder soup!"], null), new("b", ["The soup of today"], null), new("c", ["Hot soup"], null),
        new("d", ["Late flight"], null), new("e", ["My flight is late", "again"], null), new("f", ["No flight today"], null),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("spotter-captions-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Words_that_only_one_label_writes_decide()
    {
        var words = WordsAlone.Fit(Accounts, [0, 0, 0, 1, 1, 1], 2, CancellationToken.None);

        Assert.Equal(0, Best(words.Logits(new AccountCaptions("x", ["Is there soup?"], null))));
        Assert.Equal(1, Best(words.Logits(new AccountCaptions("x", ["This flight!"], null))));
    }

    [Fact]
    public async Task They_are_the_same_when_they_are_read_again()
    {
        var words = WordsAlone.Fit(Accounts, [0, 0, 0, 1, 1, 1], 2, CancellationToken.None);
        await File.WriteAllTextAsync(Path.Combine(_folder, WordsAlone.File), words.Write());

        var read = await WordsAlone.ReadAsync(_folder, 2, CancellationToken.None);

        Assert.All(Accounts, account => Assert.Equal(words.Logits(account), read!.Logits(account)));
        Assert.Null(await WordsAlone.ReadAsync(_folder, 3, CancellationToken.None));
        Assert.DoesNotContain("chowder", words.Write());
    }

    private static int Best(float[] logits) => Array.IndexOf(logits, logits.Max());
}
