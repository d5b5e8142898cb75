using Spotter.Accounts;
using Spotter.State;

namespace Spotter.Tests.Accounts;

public sealed class AccountIdTests
{
    [Theory]
    [InlineData("instagram:davesfreshpasta", "instagram", "davesfreshpasta")]
    [InlineData(" Instagram-Web : dave ", "instagram-web", "dave")]
    [InlineData("folder:C:\\photos", "folder", "C:\\photos")]
    [InlineData("folder:soup 🍲", "folder", "soup 🍲")]
    public void Source_and_handle_are_told_apart(string text, string source, string handle)
    {
        var account = AccountId.Parse(text);

        Assert.Equal((source, handle), (account.Source, account.Handle));
        Assert.Equal(account, AccountId.Parse(account.ToString()));
        Assert.Null(AccountId.FindError(text));
    }

    [Theory]
    [InlineData("lunch", "Write it as source:handle")]
    [InlineData(":dave", "Write it as source:handle")]
    [InlineData(" :dave", "Write it as source:handle")]
    [InlineData("instagram:", "Write it as source:handle")]
    [InlineData("insta gram:dave", "Write it as source:handle")]
    [InlineData("folder:a\nb", "control character")]
    public void What_is_no_account_is_refused_with_the_reason(string text, string expected)
    {
        Assert.False(AccountId.TryParse(text, out _));
        Assert.Contains(expected, Assert.Throws<FormatException>(() => AccountId.Parse(text)).Message);
    }

    // An attribute's argument could not hold them either.
    [Fact]
    public void Half_a_character_is_refused()
    {
        foreach (var text in new[] { "folder:half \ud83c soup", "folder:\udf72", "folder:\ud83c", "folder:\ud83c\ud83c\udf72" })
            Assert.Contains("half a character", Assert.Throws<FormatException>(() => AccountId.Parse(text)).Message);
    }

    [Fact]
    public void An_account_is_as_long_as_a_key_may_be()
    {
        var longest = "folder:" + new string('a', 505);
        Assert.True(StateKey.CanBePart(AccountId.Parse(longest).ToString()));
        Assert.Contains(
            "An account of 513 characters is too long: 512 are allowed",
            Assert.Throws<FormatException>(() => AccountId.Parse(longest + "a")).Message
        );
    }

    [Fact]
    public void No_text_at_all_is_no_account() => Assert.False(AccountId.TryParse(null, out _));
}
