using System.Collections.Frozen;

namespace Spotter.Reporting.Reading;

/// <summary>
/// Tells the language of a comment: by its script where that is one language's, else by the commonest little words, of which each language
/// has its own (G. Grefenstette, "Comparing two language identification schemes", 1995). Where none has more of them than all others, or
/// there is none, only the script is told.
/// </summary>
internal static class Languages
{
    /// <summary>What is said of a comment without a letter.</summary>
    public const string Wordless = "no words";

    private static readonly (string Language, Script Script, FrozenSet<string> Words)[] Known =
    [
        Of("English", Script.Latin,
            "the and is this that you your for with it's i'm my so are was have what how these those they of to in it "
            + "at be not but we love can't don't just get much many will would can do did does has had here there their "
            + "our his her she he us me them out up if or as by about more very too no yes who from an am been one all"),
        Of("Spanish", Script.Latin,
            "el los las que y una con por para muy pero como más está esto mi tu es qué cuando donde yo hay este qué "
            + "aquí gracias son lo del al"),
        Of("Portuguese", Script.Latin,
            "o os as que e uma com por para muito mas como mais está isto meu minha é você não quando onde eu há esse "
            + "aqui obrigado obrigada são do da um em na no"),
        Of("French", Script.Latin,
            "le les des est et une avec pour très mais comme plus c'est ce cette mon ma je tu vous nous qui où pas "
            + "merci sont du au dans sur j'ai trop"),
        Of("German", Script.Latin,
            "der die das und ist ein eine mit für sehr aber wie mehr es mein meine ich du ihr wir nicht auch auf zu "
            + "von im den dem danke sind war noch schon so"),
        Of("Italian", Script.Latin,
            "il gli che e una con per molto ma come più è questo questa mio mia io tu voi noi non dove quando grazie "
            + "sono della del di nel anche troppo"),
        Of("Dutch", Script.Latin,
            "de het een en is met voor heel maar zo meer dit dat mijn ik je jij wij niet ook op te van in deze wat "
            + "waar bedankt zijn was nog al er"),
        Of("Swedish", Script.Latin,
            "och är det en ett med för mycket men som mer den här där jag du vi inte också på till av i min mitt tack "
            + "var så vad när"),
        Of("Polish", Script.Latin,
            "i jest to nie z na do się że jak bardzo ale mój moja ja ty my też są był już gdzie kiedy dziękuję co w "
            + "tak czy po"),
        Of("Turkish", Script.Latin,
            "ve bir bu çok ile için ama gibi daha benim ben sen biz değil da de nerede ne teşekkürler var yok mı mi o "
            + "şu en"),
        Of("Indonesian", Script.Latin,
            "yang dan ini itu di ke dari untuk dengan sangat tapi seperti lebih saya aku kamu kami tidak juga ada mana "
            + "kapan terima kasih banget nya bisa enak"),
        Of("Russian", Script.Cyrillic,
            "и в не на что это как очень но с по для мой моя я ты вы мы тоже есть где когда спасибо был так уже все "
            + "они её у"),
        Of("Ukrainian", Script.Cyrillic,
            "і в не на що це як дуже але з по для мій моя я ти ви ми теж є де коли дякую був так вже всі вони її у та"),
    ];

    private static readonly FrozenSet<string> Little =
        Known.SelectMany(language => language.Words).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for one of the commonest words of a language, which say nothing of what a comment is about.</summary>
    public static bool IsLittle(string word) => Little.Contains(word);

    /// <summary>What a comment is written in, for a person.</summary>
    public static string Find(CommentText comment)
    {
        if (comment.Letters.Count == 0)
            return Wordless;

        var script = comment.Letters.MaxBy(letters => letters.Value).Key;
        return script switch
        {
            Script.Han when comment.Letters.ContainsKey(Script.Kana) => "Japanese",
            Script.Han => "Chinese",
            Script.Kana => "Japanese",
            Script.Hangul => "Korean",
            Script.Thai => "Thai",
            Script.Greek => "Greek",
            Script.Hebrew => "Hebrew",
            Script.Latin or Script.Cyrillic => FindByWords(comment, script) ?? $"{script} letters, language not told",
            Script.Arabic or Script.Devanagari => $"{script} letters, language not told",
            _ => "other letters, language not told",
        };
    }

    private static string? FindByWords(CommentText comment, Script script)
    {
        var words = comment.Words.ToHashSet(StringComparer.Ordinal);
        var hits = Known
            .Where(language => language.Script == script)
            .Select(language => (language.Language, Hits: words.Count(language.Words.Contains)))
            .OrderByDescending(language => language.Hits)
            .Take(2)
            .ToList();
        return hits[0].Hits > hits[1].Hits ? hits[0].Language : null;
    }

    private static (string, Script, FrozenSet<string>) Of(string language, Script script, string words) =>
        (language, script, words.Split(' ').ToFrozenSet(StringComparer.Ordinal));
}
