using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using Spotter.Simulator.Drawing;

namespace Spotter.Simulator.Tests.Drawing;

public class PictureArtistTests
{
    [Fact]
    public void The_same_seed_gives_the_same_drawing() =>
        Prop.ForAll<bool, int>((board, seed) => PictureArtist.Draw(KindOf(board), seed) == PictureArtist.Draw(KindOf(board), seed))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_drawing_is_well_formed_and_of_one_of_two_shapes() =>
        Prop.ForAll<bool, int>((board, seed) =>
        {
            var svg = XDocument.Parse(PictureArtist.Draw(KindOf(board), seed, 540)).Root!;
            return (string?)svg.Attribute("width") == "540" && (string?)svg.Attribute("height") is "540" or "675";
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void No_drawing_holds_a_number_that_is_none_or_text_that_needs_a_font() =>
        Prop.ForAll<bool, int>((board, seed) =>
        {
            var svg = PictureArtist.Draw(KindOf(board), seed);
            return !svg.Contains("NaN", StringComparison.Ordinal) && !svg.Contains('∞', StringComparison.Ordinal) && !svg.Contains(
                "<text", StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_spoiled_drawing_is_well_formed_and_holds_numbers_alone() =>
        Prop.ForAll<bool, int>((board, seed) =>
        {
            var spoiling = Spoiling.Pick(seed);
            var svg = PictureArtist.DrawSpoiled(KindOf(board), seed, spoiling);
            return (string?)XDocument.Parse(svg).Root!.Attribute("width") == $"{(int)spoiling.Width}"
                && !svg.Contains("NaN", StringComparison.Ordinal) && !svg.Contains('∞', StringComparison.Ordinal);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_hundred_seeds_give_a_hundred_drawings() =>
        Assert.Equal(200, Enumerable.Range(0, 200).Select(seed => PictureArtist.Draw(KindOf(seed < 100), seed)).Distinct().Count());

    [Fact]
    public void A_drawing_does_not_depend_on_the_culture()
    {
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        var expected = PictureArtist.Draw(PictureKind.SpecialsBoard, 3);
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new System.Globalization.CultureInfo("de-DE");
            Assert.Equal(expected, PictureArtist.Draw(PictureKind.SpecialsBoard, 3));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    private static PictureKind KindOf(bool board) => board ? PictureKind.SpecialsBoard : PictureKind.Other;
}
