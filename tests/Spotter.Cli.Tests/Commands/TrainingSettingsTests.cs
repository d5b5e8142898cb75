using System.CommandLine;
using Spotter.Cli.Commands;

namespace Spotter.Cli.Tests.Commands;

public sealed class TrainingSettingsTests
{
    private readonly Option<string?> _weights = new("--weights");
    private readonly Option<double?> _penalty = new("--penalty");
    private readonly Option<bool> _noWords = new("--no-words");
    private readonly Option<bool> _wordsOnly = new("--words-only");

    [Fact]
    public void What_is_written_is_read_again_also_where_a_label_has_spaces()
    {
        var options = Read(null, "--weights", "soup of the day=2", "--words-only").Options;

        Assert.Equal("soup of the day=2", Read(options).Get(_weights));
        Assert.True(Read(options).Get(_wordsOnly));
        Assert.Equal(options, Read(options).Inherited);
    }

    [Fact]
    public void What_is_given_holds_and_one_of_two_that_exclude_each_other_takes_the_place_of_the_other()
    {
        var settings = Read("--words-only --penalty 0.02", "--no-words", "--penalty", "0.5");

        Assert.Equal((0.5, true, false), (settings.Get(_penalty), settings.Get(_noWords), settings.Get(_wordsOnly)));
        Assert.Null(settings.Inherited);
    }

    private TrainingSettings Read(string? trainedWith, params string[] given)
    {
        Option[] settings = [_weights, _penalty, _noWords, _wordsOnly];
        var command = new Command("train");
        foreach (var option in settings)
            command.Options.Add(option);
        return TrainingSettings.Read(command.Parse(given), settings, trainedWith);
    }
}
