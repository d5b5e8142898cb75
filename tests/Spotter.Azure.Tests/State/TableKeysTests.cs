using FsCheck;
using FsCheck.Fluent;
using Spotter.Azure.State;

namespace Spotter.Azure.Tests.State;

public sealed class TableKeysTests
{
    // Few letters, so that most keys share a beginning: the forbidden ones, those before and after them, and the digits that mark them.
    private static readonly Gen<string> Keys = Gen.Elements("#%/?\\\".$>[&0]@!:a~é日".ToCharArray()).ArrayOf().Select(
        letters => new string(letters));

    [Fact]
    public void What_is_written_stands_for_one_key() =>
        Prop.ForAll(Keys.ToArbitrary(), key => TableKeys.Unescape(TableKeys.Escape(key)) == key).QuickCheckThrowOnFailure();

    [Fact]
    public void Keys_keep_their_order() =>
        Prop.ForAll(Keys.Two().ToArbitrary(), keys =>
            Math.Sign(string.CompareOrdinal(keys.Item1, keys.Item2)) == Math.Sign(
                string.CompareOrdinal(TableKeys.Escape(keys.Item1), TableKeys.Escape(keys.Item2))))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Nothing_that_tables_forbid_is_written() =>
        Prop.ForAll(Keys.ToArbitrary(), key => TableKeys.Escape(key).IndexOfAny(['/', '\\', '#', '?', '%']) < 0).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("post/1", "post.11")]
    [InlineData("a.b", "a.0b")]
    [InlineData("instagram:davesfreshpasta", "instagram:davesfreshpasta")]
    public void Only_the_forbidden_letters_and_those_before_them_are_written_otherwise(string key, string written) =>
        Assert.Equal(written, TableKeys.Escape(key));
}
