using Spectre.Console;
using Spotter.Cli.Output;

namespace Spotter.Cli.Tests.Output;

public sealed class HalfBlockPictureTests
{
    [Fact]
    public void Each_character_shows_two_pixels_one_above_the_other()
    {
        using var output = new StringWriter();
        var console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Ansi = AnsiSupport.Yes,
                ColorSystem = ColorSystemSupport.TrueColor,
                Out = new AnsiConsoleOutput(output),
            }
        );

        console.Write(new HalfBlockPicture([255, 0, 0, 0, 255, 0, 0, 0, 255, 1, 2, 3], 2));

        Assert.Equal("\e[38;2;255;0;0;48;2;0;0;255m▀\e[0m\e[38;2;0;255;0;48;2;1;2;3m▀\e[0m\n", output.ToString().ReplaceLineEndings("\n"));
    }
}
