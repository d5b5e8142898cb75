using FsCheck;
using FsCheck.Fluent;
using Spotter.Accounts;
using Spotter.Scanning;
using Spotter.State;

namespace Spotter.Tests.Scanning;

public sealed class AccountLeasesTests
{
    private static readonly AccountId Account = AccountId.Parse("scripted:dave");

    [Fact]
    public async Task A_lease_is_taken_once_given_back_and_taken_again()
    {
        await using var world = new ScanWorld();
        Assert.True(await TakeAsync(world, "a"));
        Assert.False(await TakeAsync(world, "b"));
        await GiveBackAsync(world, Account, "b");
        Assert.False(await TakeAsync(world, "b"));
        await GiveBackAsync(world, Account, "a");
        Assert.True(await TakeAsync(world, "b"));
    }

    [Fact]
    public async Task A_lease_expires_half_an_hour_after_the_wait_it_was_taken_for()
    {
        await using var world = new ScanWorld();
        await world.Get<AccountLeases>().TakeAsync(Account, "a", world.Time.GetUtcNow() + TimeSpan.FromHours(6), CancellationToken.None);

        world.Time.Advance(TimeSpan.FromHours(6.4));
        Assert.False(await TakeAsync(world, "b"));
        world.Time.Advance(TimeSpan.FromHours(0.1));
        Assert.True(await TakeAsync(world, "b"));
    }

    [Fact]
    public async Task The_lease_of_an_owner_that_has_ended_is_taken_over_and_one_that_may_live_is_not()
    {
        await using var world = new ScanWorld();
        await TakeAsync(world, "a");
        Assert.False(await TakeAsync(world, "b"));
        Assert.Equal("a", await world.Get<AccountLeases>().FindOwnerAsync(Account, CancellationToken.None));

        world.GoneOwners.Add("a");

        Assert.Null(await world.Get<AccountLeases>().FindOwnerAsync(Account, CancellationToken.None));
        Assert.True(await TakeAsync(world, "b"));
        Assert.True(await TakeAsync(world, "b"));
    }

    [Fact]
    public async Task An_owner_that_begins_again_while_it_is_asked_about_keeps_its_lease()
    {
        await using var world = new ScanWorld();
        await TakeAsync(world, "a");
        world.GoneOwners.Add("a");
        world.WhileAsking = async () =>
        {
            world.Time.Advance(TimeSpan.FromSeconds(1));
            Assert.True(await TakeAsync(world, "a"));
        };

        Assert.False(await TakeAsync(world, "b"));
    }

    [Fact]
    public async Task Whatever_the_owners_do_two_never_hold_it_at_once()
    {
        await using var world = new ScanWorld();
        var step =
            from action in Gen.Choose(0, 2)
            from who in Gen.Choose(0, 2)
            from minutes in Gen.Choose(0, 25)
            select (action, who, minutes);
        Prop.ForAll(step.ArrayOf().ToArbitrary(), steps =>
        {
            var account = AccountId.Parse($"scripted:{Guid.NewGuid():N}");
            var held = new Dictionary<string, DateTimeOffset>();
            foreach (var (action, who, minutes) in steps)
            {
                var owner = $"owner-{who}";
                if (action == 0)
                    world.Time.Advance(TimeSpan.FromMinutes(minutes));
                else if (action == 1)
                {
                    GiveBackAsync(world, account, owner).GetAwaiter().GetResult();
                    held.Remove(owner);
                }
                else if (TakeAsync(world, owner, account).GetAwaiter().GetResult())
                    held[owner] = world.Time.GetUtcNow() + TimeSpan.FromMinutes(30);

                if (held.Values.Count(until => until > world.Time.GetUtcNow()) > 1)
                    return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();
    }

    private static async Task<bool> TakeAsync(ScanWorld world, string owner, AccountId? account = null) =>
        await world.Get<AccountLeases>().TakeAsync(account ?? Account, owner, world.Time.GetUtcNow(), CancellationToken.None) is not null;

    private static Task GiveBackAsync(ScanWorld world, AccountId account, string owner) => world.Get<IStateStore>().UpdateAsync(
        new StateKey(account.ToString(), "progress"),
        ScanJson.Default.ScanProgress,
        progress => progress is null ? null : world.Get<AccountLeases>().Release(progress, owner),
        CancellationToken.None);
}
