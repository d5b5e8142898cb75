using System.Globalization;
using System.Numerics;
using Spotter.Reading;
using Spotter.Reading.Detecting;
using Spotter.Reading.Ordering;

namespace Spotter.Tests.Reading;

/// <summary>The lines are what the reader made of words in the scripts that are named.</summary>
public sealed class KnownScriptTests
{
    [Theory]
    [InlineData("Daily Specials 0.99", "fRuits de fa passion 0.85", "CitROn 0.73")]
    [InlineData("CocaCola 0.83")]
    [InlineData("Monty's 0.89", "Joint 0.87", "Monua 0.72")]
    [InlineData("McDonald 0.95")]
    [InlineData("Daily Specials 0.99", "Grilled cheese 0.99", "DVDs 0.98")]
    [InlineData("DVDs 0.98")]
    [InlineData("McDonald 0.95", "DVDs 0.98", "TVs PCs 0.98")]
    [InlineData("Schnitzel mit Pommes 0.97", "Wiener Wurstchen 0.95")]
    [InlineData("Pho bo tai 0.93", "Bun cha Ha Noi 0.90")]
    [InlineData("Pierogi ruskie 0.96", "Szczecin 0.88")]
    [InlineData("8,50 0.71")]
    [InlineData("Tea 0.99", "Pie 0.99", "Ham 0.99", "BLT 0.99", "Egg 0.98", "Rye 0.99", "Fig 0.99")]
    public void Latin_stays_however_badly_it_is_written(params string[] lines) => Assert.Equal(TextsOf(lines), Keep(lines));

    [Theory]
    [InlineData("fwph qwniun 0.91", "OnYw wwnin 0.86", "Ywdwz wngwd 0.78")]
    [InlineData("CaJIaT H3 CBeKJIbI 0.91", "XIe6 HOMaHHHH 0.77")]
    [InlineData("Kape 0.97", "BaTpyuIKA 0.70", "nupoжoк 0.80")]
    [InlineData("Zounα nμepαc 0.82")]
    [InlineData("DI'N 7nN 0.69", "nU DnU7 0.77", "nUDnx bDIx 0.84")]
    public void Letters_that_only_look_like_those_it_knows_are_left_out(params string[] lines) =>
        Assert.DoesNotContain(Keep(lines), line => line != "Kape" && line.Any(char.IsLetter));

    [Fact]
    public void Numbers_beside_them_stay_and_so_does_a_sure_line() => Assert.Equal(
        ["Soup of the day", "2.50"], Keep("BopuI yKpaИHcKИN 0.80", "Soup of the day 0.98", "2.50 0.77", "BapeHWKИ C BИWHeN 0.80"));

    [Fact]
    public void Figures_among_them_that_are_read_unsurely_are_left_out_and_sure_ones_stay()
    {
        string[] georgian = ["ggob ag6og 0.69", "6o63m0 12 0.89", "g3o6m bs6mob 0.82", "y3 0 bso 0.64"];

        Assert.Equal(["8,50"], Keep(["33003 1395680 0.78", "8,50 0.93", .. georgian]));
        Assert.Contains("33003 1395680", Keep("33003 1395680 0.78", "Soup of the day 0.98", "Grilled cheese 0.99"));
        Assert.Contains("33003 1395680", Keep("33003 1395680 0.78"));
    }

    [Fact]
    public void A_word_that_may_be_either_goes_with_the_other_lines()
    {
        Assert.Contains("Toavt", Keep("Toavt 0.80", "Soup of the day 0.98", "Grilled cheese 0.99"));
        Assert.DoesNotContain("Toavt", Keep("Toavt 0.80", "Anuokpatia tou navaua noawveZika 0.82", "AHMOKPATIATHEIIOAQNIAE 0.91"));
    }

    [Fact]
    public void Nothing_is_left_of_nothing() => Assert.Empty(Keep());

    private static List<string> Keep(params string[] lines) => [.. KnownScript.Keep([.. lines.Select(Line)]).Select(line => line.Text)];

    private static IEnumerable<string> TextsOf(string[] lines) => lines.Select(line => line[..line.LastIndexOf(' ')]);

    private static FoundLine Line(string line)
    {
        var space = line.LastIndexOf(' ');
        return new FoundLine(
            new TextBox(Vector2.Zero, Vector2.UnitX, 18 * space, 40),
            line[..space],
            float.Parse(line[space..], CultureInfo.InvariantCulture));
    }
}
