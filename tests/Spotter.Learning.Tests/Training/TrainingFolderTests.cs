using System.Diagnostics;
using Spotter.Learning.Requests;

namespace Spotter.Learning.Tests.Training;

/// <summary>What a training makes of the files of its folder.</summary>
public sealed class TrainingFolderTests : IDisposable
{
    private readonly Trainer _trainer = new();

    public void Dispose() => _trainer.Dispose();

    [Fact]
    public async Task Files_that_are_no_pictures_are_named_and_left_out()
    {
        _trainer.DrawBoth(5);
        var text = _trainer.Save("discs", "notes.jpg", "not a picture"u8.ToArray());
        var empty = _trainer.Save("stripes", "empty.png", []);
        _trainer.Save("stripes", ".DS_Store", [1, 2, 3]);

        var report = await _trainer.TrainAsync();

        Assert.Equal([text, empty], report.Skipped.Select(file => file.Path));
        Assert.Equal(10, report.Pictures);
    }

    [Fact]
    public async Task A_link_that_leads_round_in_a_circle_and_an_empty_file_cost_nothing()
    {
        _trainer.DrawBoth(5);
        var empty = _trainer.Save("discs", "empty.jpg", []);
        Directory.CreateSymbolicLink(Path.Combine(_trainer.Pictures, "discs", "round"), Path.Combine(_trainer.Pictures, "discs"));

        var report = await _trainer.TrainAsync();

        Assert.Equal(10, report.Pictures);
        Assert.Empty(report.Duplicates);
        Assert.Equal((empty, "The file is empty."), (Assert.Single(report.Skipped).Path, report.Skipped[0].Reason));
    }

    [Fact]
    public async Task Folders_whose_names_are_not_UTF_8_are_told()
    {
        if (!OperatingSystem.IsLinux())
            return;

        _trainer.DrawBoth(5);
        Shell("mkdir \"$1/discs/$(printf 'caf\\351')\"");

        var report = await _trainer.TrainAsync();
        Shell("mv \"$1/discs/$(printf 'caf\\351')\" \"$1/$(printf 'caf\\351')\"");
        var refusal = await Trainer.RefusalAsync(_trainer.Request);
        Shell("rmdir \"$1/$(printf 'caf\\351')\"");

        Assert.Contains("is not UTF-8", Assert.Single(report.Skipped).Reason, StringComparison.Ordinal);
        Assert.Contains("cannot be used: its name is not UTF-8, so it cannot be opened: rename it", refusal, StringComparison.Ordinal);

        // .NET cannot write such a name itself.
        void Shell(string script)
        {
            using var shell = Process.Start("sh", ["-c", script, "sh", _trainer.Pictures]);
            shell.WaitForExit();
        }
    }

    [Fact]
    public async Task A_copy_under_another_name_counts_once_and_is_named()
    {
        _trainer.DrawBoth(5);
        var copy = _trainer.Save("discs", "copy.jpg", Trainer.Disc(0));

        var report = await _trainer.TrainAsync();

        Assert.Equal([Path.Combine(_trainer.Pictures, "discs", "0.jpg"), copy], Assert.Single(report.Duplicates));
        Assert.Equal(10, report.Pictures);
    }

    [Fact]
    public async Task A_picture_under_two_labels_is_refused_with_both_names()
    {
        _trainer.DrawBoth(3);
        var wrong = _trainer.Save("stripes", "wrong.jpg", Trainer.Disc(0));

        var error = await Assert.ThrowsAsync<TrainingException>(_trainer.TrainAsync);

        Assert.Contains(wrong, error.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine("discs", "0.jpg"), error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_trainer.Output));
    }

    [Fact]
    public async Task Labels_may_be_written_in_any_script()
    {
        for (var i = 0; i < 3; i++)
        {
            _trainer.Save("Tagesgerichte für heute", $"Tafel é {i}.jpg", Trainer.Stripes(i));
            _trainer.Save("その他", $"皿{i}.jpg", Trainer.Disc(i));
        }

        var report = await _trainer.TrainAsync();

        Assert.Equal(["Tagesgerichte für heute", "その他"], report.Labels.Select(label => label.Label));
        using var model = await Trainer.LoadAsync(_trainer.Output);
        Assert.Equal(report.Labels.Select(label => label.Label), model.Description.Labels);
        Assert.Contains("その他", await File.ReadAllTextAsync(Path.Combine(_trainer.Output, "model.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_is_absent_empty_or_of_one_label_is_refused()
    {
        Assert.Contains("There is no folder", await Trainer.RefusalAsync(_trainer.Request), StringComparison.Ordinal);

        Directory.CreateDirectory(_trainer.Pictures);
        Assert.Contains("holds no folder", await Trainer.RefusalAsync(_trainer.Request), StringComparison.Ordinal);

        _trainer.Save("discs", "0.jpg", Trainer.Disc(0));
        Assert.Contains("one label only, 'discs'", await Trainer.RefusalAsync(_trainer.Request), StringComparison.Ordinal);

        Directory.CreateDirectory(Path.Combine(_trainer.Pictures, "stripes"));
        Assert.Contains("stripes is empty", await Trainer.RefusalAsync(_trainer.Request), StringComparison.Ordinal);

        _trainer.Save("stripes", "0.jpg", Trainer.Stripes(0));
        Assert.Contains("'discs' has fewer than 2", await Trainer.RefusalAsync(_trainer.Request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_whose_pictures_are_all_one_photograph_is_refused()
    {
        _trainer.DrawBoth(5);
        _trainer.Save("one", "0.jpg", Trainer.Photograph(0, 320, 90));
        _trainer.Save("one", "again.jpg", Trainer.Photograph(0, 240, 60));

        Assert.Contains("'one' are all the same photograph", await Trainer.RefusalAsync(_trainer.Request), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_two_photographs_under_both_labels_are_warned_of_and_train_a_model()
    {
        foreach (var seed in (int[])[0, 1])
        {
            _trainer.Save("one", $"{seed}.jpg", Trainer.Photograph(seed, 320, 90));
            _trainer.Save("other", $"{seed}.jpg", Trainer.Photograph(seed, 240, 60));
        }

        var report = await _trainer.TrainAsync();

        Assert.Contains(report.Warnings, warning => warning.Contains("under two labels", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_photograph_saved_again_is_named_and_stays_with_its_twin()
    {
        for (var seed = 0; seed < 6; seed++)
        {
            _trainer.Save("odd", $"{seed}.jpg", Trainer.Photograph((2 * seed) + 1, 320, 90));
            _trainer.Save("even", $"{seed}.jpg", Trainer.Photograph(2 * seed, 320, 90));
        }

        var again = _trainer.Save("odd", "again.jpg", Trainer.Photograph(5, 240, 60));
        var wrong = _trainer.Save("odd", "wrong.jpg", Trainer.Photograph(4, 240, 60));

        var report = await _trainer.TrainAsync();

        Assert.Equal(2, report.Twins.Count);
        Assert.Contains(report.Twins, twin => twin.Contains(again) && twin.Contains(Path.Combine(_trainer.Pictures, "odd", "2.jpg")));
        Assert.Contains(report.Warnings, warning => warning.Contains("under two labels", StringComparison.Ordinal) && warning.Contains(
            wrong, StringComparison.Ordinal));
    }
}
