using FsCheck;
using FsCheck.Fluent;
using Spotter.Accounts;
using Spotter.Corrections;
using Spotter.Pictures;

namespace Spotter.Tests.Corrections;

public sealed class PictureLabelsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("spotter-test-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Whatever_is_said_and_taken_back_the_last_word_stands()
    {
        var steps = Gen.Choose(0, 4).SelectMany(
            picture => Gen.Choose(0, 3).Select(label => (Picture: picture, Label: label))).ListOf().ToArbitrary();
        Prop.ForAll(steps, said => RunAsync(said).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_persons_label_scores_1_and_every_other_0()
    {
        var label = MakeLabel(PictureId.Of([1]), "menu");

        Assert.Equal(
            [new("menu", 1), new("specials-board", 0), new("other", 0)], label.Over([new("specials-board", 0.7f), new("other", 0.3f)]));
        Assert.Equal([new("menu", 1), new("other", 0)], label.Over([new("other", 0.6f), new("menu", 0.4f)]));
    }

    private async Task RunAsync(IEnumerable<(int Picture, int Label)> said)
    {
        await using var state = TestStores.OpenState(_folder);
        var labels = new PictureLabels(state);
        foreach (var old in await labels.ListAsync(CancellationToken.None).ToListAsync())
            await labels.RemoveAsync(old.Picture, CancellationToken.None);

        var expected = new Dictionary<PictureId, string>();
        foreach (var (number, label) in said)
        {
            var picture = PictureId.Of([(byte)number]);
            expected.Remove(picture);
            if (label == 0)
            {
                await labels.RemoveAsync(picture, CancellationToken.None);
                continue;
            }

            expected[picture] = $"label {label}";
            await labels.SetAsync(MakeLabel(picture, $"label {label}"), CancellationToken.None);
        }

        var kept = await labels.ListAsync(CancellationToken.None).ToListAsync();
        Assert.Equal(expected.OrderBy(pair => pair.Key.Hex, StringComparer.Ordinal), kept.Select(
            label => KeyValuePair.Create(label.Picture, label.Label)));
        foreach (var number in Enumerable.Range(0, 5).Select(number => PictureId.Of([(byte)number])))
            Assert.Equal(expected.GetValueOrDefault(number), (await labels.FindAsync(number, CancellationToken.None))?.Label);
    }

    private static PictureLabel MakeLabel(PictureId picture, string label) => new()
    {
        Picture = picture,
        Label = label,
        By = "anna",
        At = DateTimeOffset.UnixEpoch,
        Account = AccountId.Parse("instagram:dave"),
        PostKey = "1-1",
    };
}
