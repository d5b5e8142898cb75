using System.Security.Cryptography;
using Spotter.Learning.Requests;
using Spotter.Learning.Training;
using Spotter.Models;
using Spotter.Reading;

namespace Spotter.Learning.Tests.Training;

/// <summary>Trainings with the words in pictures, read by a reader that finds some in discs and none in stripes.</summary>
public sealed class WordTrainingTests : IDisposable
{
    private const int Each = 12;

    private readonly Trainer _trainer = new();
    private readonly DiscReader _reader = new();

    public WordTrainingTests() => _trainer.DrawBoth(Each);

    public void Dispose() => _trainer.Dispose();

    [Fact]
    public async Task The_model_takes_words_and_does_without_them()
    {
        var report = await TrainAsync(_trainer.Request);
        using var model = await Trainer.LoadAsync(_trainer.Output);
        var picture = Trainer.Stripes(40);

        Assert.NotNull(report.WithoutWords);
        Assert.Equal(report.WithoutWords.Features + ModelWords.FigureCount, report.Features);
        Assert.Equal(ModelWords.FiguresVersion, model.Description.Words!.Version);
        Assert.NotEqual(
            model.Score(Trainer.Decoder, picture, new float[ModelWords.FigureCount]),
            model.Score(Trainer.Decoder, picture, WordFigures.Of(DiscReader.Words)));
        Assert.Equal(1, model.Score(Trainer.Decoder, picture).Sum(), 1e-5);
    }

    [Fact]
    public async Task Words_alone_decide_where_that_is_wanted_and_the_picture_where_they_are_not_read()
    {
        var report = await TrainAsync(_trainer.Request with { WordsOnly = true });
        using var model = await Trainer.LoadAsync(_trainer.Output);
        var (disc, stripes) = (Trainer.Disc(40), Trainer.Stripes(40));
        var words = WordFigures.Of(DiscReader.Words);

        Assert.Equal(ModelWords.FigureCount, report.Features);
        Assert.Equal(model.Score(Trainer.Decoder, disc, words), model.Score(Trainer.Decoder, stripes, words));
        Assert.True(model.Score(Trainer.Decoder, stripes, words)[0] > 0.5);
        Assert.True(model.Score(Trainer.Decoder, stripes)[1] > 0.5);
    }

    [Fact]
    public async Task Words_alone_cannot_decide_where_nothing_reads_them()
    {
        _reader.Problem = "No reader is installed.";

        var refusal = await Assert.ThrowsAsync<TrainingException>(() => TrainAsync(_trainer.Request with { WordsOnly = true }));

        Assert.Contains("No reader is installed.", refusal.Message);
        Assert.Contains("contradict", await Trainer.RefusalAsync(_trainer.Request with { WordsOnly = true, UseWords = false }));
    }

    [Fact]
    public async Task What_was_read_is_kept_for_the_next_training()
    {
        var request = _trainer.Request with { CacheFolder = Path.Combine(_trainer.Root, "cache") };
        await TrainAsync(request);
        var read = _reader.Count;
        var again = await TrainAsync(request);

        Assert.Equal((24, 24), (read, _reader.Count));
        Assert.NotNull(again.WithoutWords);
    }

    [Fact]
    public async Task What_another_version_of_the_reader_read_is_read_anew()
    {
        var request = _trainer.Request with { CacheFolder = Path.Combine(_trainer.Root, "cache") };
        await TrainAsync(request);
        _reader.Name = "reader v2";
        await TrainAsync(request);
        await TrainAsync(request);

        Assert.Equal(48, _reader.Count);
    }

    [Fact]
    public async Task Words_are_left_out_where_nobody_wants_them_or_nothing_reads_them()
    {
        Assert.Null((await TrainAsync(_trainer.Request with { UseWords = false })).WithoutWords);
        _reader.Problem = "No reader is installed.";
        var report = await TrainAsync(_trainer.Request);

        Assert.Equal((null, "No reader is installed.", 0), (report.WithoutWords, report.WordsProblem, _reader.Count));
        using var model = await Trainer.LoadAsync(_trainer.Output);
        Assert.Null(model.Description.Words);
    }

    [Fact]
    public async Task A_model_with_words_is_a_backbone_again()
    {
        await TrainAsync(_trainer.Request);
        var report = await Trainer.TrainAsync(_trainer.Request with
        {
            Backbone = _trainer.Output,
            OutputFolder = Path.Combine(_trainer.Root, "models", "again"),
        });

        Assert.Equal(("spotter_features", null), (report.FeatureTensor, report.WithoutWords));
    }

    [Fact]
    public async Task A_group_is_one_picture_to_the_folds()
    {
        var groups = Path.Combine(_trainer.Root, "shops.tsv");
        await File.WriteAllLinesAsync(groups, Enumerable.Range(0, 12).SelectMany(
            i => new[] { $"stripes/{i}.jpg\tshop{i % 2}", $"discs/{i}.jpg\tshop{i % 2}" }));

        var refusal = await Trainer.RefusalAsync(_trainer.Request with { GroupsFile = groups, Folds = 3 });

        Assert.Contains("needs 3 groups of each label", refusal);
        Assert.Contains("has 2", refusal);
    }

    [Fact]
    public async Task A_label_whose_pictures_are_all_of_one_group_is_refused()
    {
        var groups = Path.Combine(_trainer.Root, "shops.tsv");
        await File.WriteAllLinesAsync(groups, Enumerable.Range(0, 12).Select(i => $"discs/{i}.jpg\tshop"));

        Assert.Contains("'discs' are all of one group", await Trainer.RefusalAsync(_trainer.Request with { GroupsFile = groups }));
    }

    [Theory]
    [InlineData("stripes/0.jpg", "line 1")]
    [InlineData("elsewhere.jpg\tshop1", "names no picture")]
    public async Task A_file_of_groups_that_cannot_be_used_is_refused(string line, string said)
    {
        var groups = Path.Combine(_trainer.Root, "shops.tsv");
        await File.WriteAllTextAsync(groups, line);

        Assert.Contains(said, await Trainer.RefusalAsync(_trainer.Request with { GroupsFile = groups }));
    }

    private Task<TrainingReport> TrainAsync(TrainingRequest request) =>
        new ModelTrainer(Trainer.Decoder, Trainer.Drawer, Trainer.Engine, Trainer.Models, TimeProvider.System, _reader, _reader).TrainAsync(
            request, null, CancellationToken.None);

    private sealed class DiscReader : IPictureReader, IReaderStatus
    {
        private static readonly HashSet<string> Discs =
            [.. Enumerable.Range(0, Each).Select(i => Convert.ToHexString(SHA256.HashData(Trainer.Disc(i))))];

        public static PictureWords Words { get; } = new("reader",
        [
            new WordLine("Clam chowder 4.50", 0.9f, [new(0, 0), new(0.5f, 0), new(0.5f, 0.1f), new(0, 0.1f)]),
        ]);

        public int Count { get; private set; }

        public string Name { get; set; } = Words.Reader;

        public string? Problem { get; set; }

        public string? FindProblem() => Problem;

        public Task<string> IdentifyAsync(CancellationToken cancellationToken) => Task.FromResult(Name);

        public Task<PictureWords> ReadAsync(ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
        {
            Count++;
            var words = Words with { Reader = Name };
            return Task.FromResult(Discs.Contains(Convert.ToHexString(SHA256.HashData(picture.Span))) ? words : words with { Lines = [] });
        }
    }
}
