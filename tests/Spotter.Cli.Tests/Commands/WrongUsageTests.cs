namespace Spotter.Cli.Tests.Commands;

public sealed class WrongUsageTests
{
    [Theory]
    [InlineData("no built-in scenario 'dmeo'", "simulate", "--scenario", "dmeo")]
    [InlineData("--port must be from 0 to 65535", "simulate", "--port", "65536")]
    [InlineData("--count must be 1 or more", "simulate", "--pictures", "drawn", "--count", "0")]
    [InlineData("The scenario nowhere.json cannot be read", "simulate", "--scenario", "nowhere.json")]
    [InlineData("no known model of that name", "models", "add", "nosuch")]
    [InlineData("There is no file nowhere.zip", "models", "add", "resnet18", "--file", "nowhere.zip")]
    [InlineData("'a/b' cannot be a model's name", "models", "add", "resnet18", "--name", "a/b")]
    [InlineData("no folder /nowhere", "models", "pack", "specials-board", "--out", "/nowhere/x.zip")]
    [InlineData("no model 'nobody'", "models", "show", "nobody")]
    [InlineData("--top must be 1 or more", "label", ".", "--top", "0")]
    [InlineData("Nothing lies between --since", "export", "--out", "x", "--since", "2026-02-01", "--until", "2026-01-01")]
    [InlineData("is a file. Name the folder that it lies in", "verify", "Spotter.dll")]
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
        place.Set("Models:Folder", place.PathOf("models"));

        var run = await place.RunAsync(words);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(expected, run.Error, StringComparison.Ordinal);
    }
}
