using System.Globalization;
using Spotter.Contracts;
using Spotter.Web.Entrance;

namespace Spotter.Web.Tests.Entrance;

public sealed class SignInPaceTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly SignInPace _pace;

    public SignInPaceTests() => _pace = new SignInPace(_time);

    [Fact]
    public void Each_wrong_key_after_the_fifth_waits_twice_as_long_up_to_half_a_minute()
    {
        var waits = new List<double>();
        for (var tries = 1; tries <= SignInPace.Free + 6; tries++)
        {
            Assert.Equal((false, null), _pace.Try("anna", () => false));
            if (tries < SignInPace.Free)
                continue;

            var (fits, wait) = _pace.Try("anna", () => true);
            Assert.False(fits);
            waits.Add(wait!.Value.TotalSeconds);
            _time.Advance(wait.Value);
        }

        Assert.Equal([1, 2, 4, 8, 16, 30, 30], waits);
    }

    [Fact]
    public void The_right_key_and_ten_minutes_end_it()
    {
        for (var tries = 0; tries < SignInPace.Free; tries++)
            _pace.Try("anna", () => false);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((true, null), _pace.Try("anna", () => true));
        Assert.Equal((false, null), _pace.Try("anna", () => false));
        Assert.Equal((false, null), _pace.Try("anna", () => false));

        for (var tries = 0; tries < SignInPace.Free; tries++)
            _pace.Try("anna", () => false);
        _time.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((false, null), _pace.Try("anna", () => false));
        Assert.Equal((false, null), _pace.Try("anna", () => false));
    }

    [Fact]
    public void Nobody_waits_for_another()
    {
        for (var tries = 0; tries < SignInPace.Free; tries++)
            _pace.Try("anna", () => false);

        Assert.Equal((true, null), _pace.Try("ben", () => true));
    }

    [Fact]
    public void However_many_addresses_try_what_is_remembered_is_bounded()
    {
        for (var client = 0; client < 3 * SignInPace.MaxClients; client++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(1));
            _pace.Try(client.ToString(CultureInfo.InvariantCulture), () => false);
        }

        Assert.Equal(SignInPace.MaxClients, _pace.Count);
    }
}
