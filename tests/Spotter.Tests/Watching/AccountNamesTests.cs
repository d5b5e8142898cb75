using Microsoft.Extensions.DependencyInjection;
using Spotter.Accounts;
using Spotter.Sources;
using Spotter.Sources.Folder;
using Spotter.Tests.Scanning;
using Spotter.Watching;

namespace Spotter.Tests.Watching;

public sealed class AccountNamesTests : IAsyncDisposable
{
    private readonly ScanWorld _world = new();
    private readonly ServiceProvider _services;

    public AccountNamesTests() => _services = new ServiceCollection()
        .AddSingleton(TimeProvider.System)
        .AddSources(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build())
        .AddFolderSource(new Microsoft.Extensions.Configuration.ConfigurationBuilder().Build())
        .AddLogging()
        .BuildServiceProvider();

    private WatchRepository Watches => _world.Get<WatchRepository>();

    private AccountNames Names => new(new PostSources(_services.GetServices<IPostSource>()), Watches);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _world.DisposeAsync();
    }

    [Theory]
    [InlineData("instagram:soupshop", "instagram:soupshop")]
    [InlineData("Instagram:SoupShop", "instagram:soupshop")]
    [InlineData("instagram:@soupshop", "instagram:soupshop")]
    [InlineData("@Soup.Shop_1", "instagram:soup.shop_1")]
    [InlineData(" @soupshop ", "instagram:soupshop")]
    [InlineData("instagram:soupshop/", "instagram:soupshop")]
    [InlineData("@soupshop/", "instagram:soupshop")]
    [InlineData("https://instagram.com/soupshop?igsh=x", "instagram:soupshop")]
    [InlineData("https://www.instagram.com/SoupShop/", "instagram:soupshop")]
    [InlineData("instagram.com/soupshop/?hl=en", "instagram:soupshop")]
    [InlineData("http://m.instagram.com/soupshop#top", "instagram:soupshop")]
    [InlineData("https://www.instagram.com/soupshop/p/C0ffee/", "instagram:soupshop")]
    [InlineData("https://www.instagram.com/stories/soupshop/31/", "instagram:soupshop")]
    [InlineData("instagram:https://www.instagram.com/soupshop/", "instagram:soupshop")]
    [InlineData("instagram-web:https://www.instagram.com/SoupShop/", "instagram-web:soupshop")]
    [InlineData("folder:./Pictures", "folder:./Pictures")]
    [InlineData("folder:@Pictures", "folder:@Pictures")]
    [InlineData("twitter:Dave", "twitter:Dave")]
    public async Task An_account_is_found_however_it_is_written(string text, string expected) =>
        Assert.Equal(AccountId.Parse(expected), await Names.FindAsync(text, CancellationToken.None));

    [Theory]
    [InlineData("https://www.instagram.com/p/C0ffee/", "does not name the profile")]
    [InlineData("instagram.com/reel/C0ffee", "does not name the profile")]
    [InlineData("https://www.instagram.com/explore/tags/soup/", "does not name the profile")]
    [InlineData("https://www.instagram.com/", "cannot be an Instagram handle")]
    [InlineData("@soup shop", "cannot be an Instagram handle")]
    public async Task What_names_no_profile_is_refused_with_the_reason(string text, string reason)
    {
        var account = await Names.FindAsync(text, CancellationToken.None);

        Assert.Contains(reason, Assert.Throws<WatchException>(() => Names.RequireValid(account)).Message);
    }

    [Theory]
    [InlineData("lunch")]
    [InlineData("instagram.community/lunch")]
    [InlineData("https://social.example/lunch")]
    public async Task What_is_no_account_is_refused_with_the_form(string text) =>
        Assert.Contains(
            "source:handle", (await Assert.ThrowsAsync<WatchException>(() => Names.FindAsync(text, CancellationToken.None))).Message);

    [Theory]
    [InlineData("instagram:SoupShop")]
    [InlineData("instagram:soupshop")]
    [InlineData("@SOUPSHOP")]
    public async Task A_watch_that_an_earlier_version_kept_as_it_was_typed_is_found_in_any_case(string text)
    {
        await WatchAsync("instagram:SoupShop");

        Assert.Equal(AccountId.Parse("instagram:SoupShop"), await Names.FindAsync(text, CancellationToken.None));
    }

    [Fact]
    public async Task Of_two_watches_of_one_account_that_an_earlier_version_kept_each_is_found_by_its_own_spelling()
    {
        await WatchAsync("instagram:SoupShop");
        await WatchAsync("instagram:soupshop");

        Assert.Equal(AccountId.Parse("instagram:SoupShop"), await Names.FindAsync("instagram:SoupShop", CancellationToken.None));
        Assert.Equal(AccountId.Parse("instagram:soupshop"), await Names.FindAsync("instagram:SOUPSHOP", CancellationToken.None));
    }

    private Task WatchAsync(string account) =>
        Watches.TryAddAsync(new Watch { Account = AccountId.Parse(account), Since = _world.Time.GetUtcNow() }, CancellationToken.None);
}
