using Spotter.Reporting.Reading;

namespace Spotter.Tests.Reporting.Reading;

public sealed class LanguagesTests
{
    [Theory]
    [InlineData("English", "This is the best soup I have had, and you know it")]
    [InlineData("Spanish", "Qué rico está, yo quiero ir a probar la sopa con mi hermana")]
    [InlineData("Portuguese", "Que delícia, não vejo a hora de comer isso com você")]
    [InlineData("French", "C'est très bon, je reviendrai avec ma sœur pour le dessert")]
    [InlineData("German", "Das sieht sehr lecker aus, ich komme morgen mit meiner Schwester")]
    [InlineData("Italian", "Questo è molto buono, io vengo con mia sorella per il dolce")]
    [InlineData("Dutch", "Dat ziet er heel lekker uit, ik kom morgen met mijn zus")]
    [InlineData("Swedish", "Det här är mycket gott, jag kommer med min syster")]
    [InlineData("Polish", "To jest bardzo dobre, ja też już nie mogę się doczekać")]
    [InlineData("Turkish", "Bu çok güzel, ben de geleceğim ama daha var")]
    [InlineData("Indonesian", "Ini sangat enak, saya mau datang lagi dengan kamu")]
    [InlineData("Russian", "Это очень вкусно, спасибо, мы уже были у вас")]
    [InlineData("Ukrainian", "Це дуже смачно, дякую, ми вже були у вас")]
    [InlineData("Japanese", "とても美味しいです")]
    [InlineData("Chinese", "非常好吃")]
    [InlineData("Korean", "정말 맛있어요")]
    [InlineData("Thai", "อร่อยมาก")]
    [InlineData("Greek", "Πολύ ωραίο")]
    [InlineData("Hebrew", "טעים מאוד")]
    [InlineData("Arabic letters, language not told", "لذيذ جدا")]
    [InlineData("Devanagari letters, language not told", "बहुत स्वादिष्ट")]
    [InlineData("Latin letters, language not told", "yummy")]
    [InlineData("Latin letters, language not told", "Dave's Fresh Pasta")]
    [InlineData("Cyrillic letters, language not told", "суп")]
    [InlineData("no words", "🔥🔥🔥")]
    [InlineData("no words", "10/10")]
    public void A_language_is_told_where_its_letters_or_little_words_are_its_own(string expected, string comment) =>
        Assert.Equal(expected, Languages.Find(CommentText.Read(comment)));
}
