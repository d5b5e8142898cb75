namespace Spotter.Cli.Tests.Commands;

public sealed class WrongUsageTests
{
    [Theory]
    [InlineData("no built-in scenario 'dmeo'", "simulate", "--scenario", "dmeo")]
    [InlineData("--count must be 1 or more", "simulate", "--pictures", "drawn", "--count", "0")]
    [InlineData("--port must be from 0 to 65535", "simulate", "--port", "70000")]
    [InlineData("no folder photo", "train", "photo", "--out", "no-such-folder/lunch")]
    [InlineData("no folder photo", "evaluate", "photo", "--model", "specials-board")]
    [InlineData("no model 'nobody'", "evaluate", ".", "--model", "nobody")]
    [InlineData("no model 'nobody'", "label", ".", "--model", "nobody")]
    [InlineData("leave --sha256 out", "models", "add", "ppocr-v4", "--sha256", "4f2a")]
    [InlineData("leave --labels out", "models", "add", "resnet18", "--labels", "imagenet")]
    [InlineData("leave --description out", "models", "add", "minilm", "--description", "net.json")]
    [InlineData("--weights names 'baord'", "train", ".", "--out", "no-such-folder/lunch", "--weights", "baord=2")]
    public async Task Words_of_the_command_that_name_nothing_are_wrong_usage(string expected, params string[] words)
    {
        using var place = new Workplace();

        var run = await place.RunAsync(words);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
