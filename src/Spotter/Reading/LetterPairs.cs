using System.Globalization;
using System.Text;

namespace Spotter.Reading;

/// <summary>
/// How unlike a language in Latin letters a text is, by its pairs of letters: those of English (twice), French, German, Italian, Spanish,
/// Portuguese, Dutch and Polish, half counted in a list of all words and half in one of the common words and those of menus; those of
/// Vietnamese menus; and those of the names of countries, currencies and languages in 20 languages. All without accents.
/// </summary>
internal static class LetterPairs
{
    private const int Letters = 26;
    private const int Edge = Letters;
    private const int Other = -1;

    // A little more than the mean.
    private const float Usual = 2.8f;

    private const float Step = 0.4f;

    // A line for each first letter and the word's beginning, a column for each second one and its end: from A in steps of 0.4, how unlikely
    // the second is after the first, as the negative natural logarithm.
    private const string Unlikely =
        """
        KKJIPLJLIMKHIFLKQGHHJLMRKME
        EKNQFRQMFQQEQQGRRHLPHQORKQL
        ERLQGOSEGPJLPPFSOJNLIRSSNLH
        EPOLEQPNFNPMOMFQSKKQIQOSMJF
        JLKIJOKPINLHJFMIQFGILMNOOKE
        GPPOFHLPFPOJPPGNQDLKIPPQNPH
        FNQNFQKKGROJNLGRSHKOGOMSMRE
        EQQPERQQFPPKLLFRRLMJHPNQORF
        GKHJGNKQMKIIKFJLNJGHMLOONLF
        DOKLFNNOHOINLJGLOOGMHNOOONI
        EQPRFNRIFQLKNMFNSJKMIONSJRF
        EMMKFPLOEQLGMMHOSSKJIMRSKQH
        DIOQFRRMFRNNKMFJSOLPIPPSLRF
        GPJGGOFKGPKOPLHRRQHHKOPRLME
        KLJKLKKOJOMHHFKKRGHIIKKQOLE
        FQNRFNRJGRRIRQFIRGLKEQRRNRI
        JMMMLMMMMMMMMMMMMMMMBMMMMMJ
        FLKJEOLOFRLMKKGPRKIIILOULMG
        GPHMGPOKHPGKLNHJQNIGINMUNKE
        EQMSERQIFPONPNGQTHJJIONQMOF
        HGIIHLKNINKIIFIJRGHJNMONOMG
        DQPNDQQQEQPKQMFQQMMPLOQQLQK
        DONLEOOJEPLNOLGOPKKOKPOPIOI
        FMKMFMMLFMLLMMGJMMLHHMMLMMF
        GKILHNMNLKIKJIIJPKHLKNLPPKD
        ELMNFPNPFMMLNKHNPNKJGOKQHIG
        HHGGIIJJJLIIHIJHNHGHKJKMNLW
        """;

    private static readonly string[] Rows = Unlikely.Split('\n', StringSplitOptions.TrimEntries);

    /// <summary>By how much less likely the pairs of a text are than usual, in all: in nats, negative for a likely text.</summary>
    public static float ExcessOf(string text)
    {
        var (excess, before) = (0f, Edge);
        foreach (var letter in WithoutAccents(text).Append(' '))
        {
            var now = IndexOf(letter);
            if (before != Other && now != Other && (before, now) != (Edge, Edge))
                excess += (Step * (Rows[before][now] - 'A')) - Usual;
            before = now;
        }

        return excess;
    }

    private static IEnumerable<char> WithoutAccents(string text) => text.Normalize(NormalizationForm.FormD)
        .Where(letter => CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark);

    private static int IndexOf(char letter) =>
        char.IsAsciiLetter(letter) ? (letter | 0x20) - 'a' : char.IsLetterOrDigit(letter) ? Other : Edge;
}
