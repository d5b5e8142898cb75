using Spotter.Accounts;
using Spotter.Rules;
using Spotter.Simulator.Drawing;
using Spotter.Simulator.Scenarios;
using Spotter.Watching;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>Simulated accounts, and how they are watched.</summary>
internal static class Shop
{
    public const string Channel = "lunch";

    /// <summary>A channel that no other test sends to, so that an alert finds room in its budget at once.</summary>
    public const string Unshared = "unshared";

    /// <summary>A model of captions.</summary>
    public const string CaptionModel = "tone";

    private const string Label = "specials-board";
    private const string Never = "0 0 0 29 2 *";
    private const string EverySecond = "* * * * * *";

    /// <summary>An account with a board among two plates: three posts, four pictures, one alert.</summary>
    public static AccountScript WithOneBoard(string handle, params PageFault[] faults) => new()
    {
        Handle = handle,
        Posts =
        [
            new PostScript { At = -30, Pictures = [PictureKind.Other], Caption = "Dumplings" },
            new PostScript { At = -20, Pictures = [PictureKind.SpecialsBoard], Caption = "Soup of the day: leek" },
            new PostScript { At = -10, Pictures = [PictureKind.Other, PictureKind.Other], Caption = "Cake" },
        ],
        Faults = faults,
    };

    /// <summary>An account with many boards, each of which is an alert.</summary>
    public static AccountScript WithBoards(string handle, int count) => new()
    {
        Handle = handle,
        Posts = [.. Enumerable.Range(1, count).Select(
            n => new PostScript { At = -10 * n, Pictures = [PictureKind.SpecialsBoard], Caption = $"Soup {n}" })],
    };

    /// <summary>A watch from before the first post, that the timer leaves alone once it has looked.</summary>
    public static Watch ToBeAskedFor(string handle) => Watched(handle, Never);

    /// <summary>The same, with a rule that hangs on what the board says.</summary>
    public static Watch ToBeRead(string handle) => Watched(handle, Never) with
    {
        Rules = [AlertRule.ParseKept($"{Label} >= 0.5 and not words has nothing -> {Channel}")],
    };

    /// <summary>The same, with a model of captions that looks at the account, and a rule that asks for what it says.</summary>
    public static Watch ToBeSaidOf(string handle) => Watched(handle, Never) with
    {
        CaptionModel = CaptionModel,
        Rules = [AlertRule.ParseKept($"{Label} >= 0.5 and (rude >= 0 or kind >= 0) -> {Channel}")],
    };

    /// <summary>The same, told to a channel of its own.</summary>
    public static Watch ToBeToldAlone(string handle) => Watched(handle, Never) with { Rules = [new AlertRule(Label, 0.5, Unshared)] };

    /// <summary>A watch from before the first post, that is due at every look.</summary>
    public static Watch AlwaysDue(string handle) => Watched(handle, EverySecond);

    private static Watch Watched(string handle, string schedule) => new()
    {
        Account = AccountId.Parse($"instagram:{handle}"),
        Since = DateTimeOffset.UnixEpoch,
        Schedule = schedule,
        Rules = [new AlertRule(Label, 0.5, Channel)],
    };
}
