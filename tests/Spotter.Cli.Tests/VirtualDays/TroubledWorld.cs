using System.Globalization;
using Spotter.Simulator.Drawing;
using Spotter.Simulator.Pictures;
using Spotter.Simulator.Scenarios;

namespace Spotter.Cli.Tests.VirtualDays;

/// <summary>
/// Ten accounts that post several times a day, while three calls in ten fail in every way that passes, and now and then a part is away for
/// hours.
/// </summary>
internal static class TroubledWorld
{
    private const int Accounts = 10;
    private const double Hour = 3600;
    private const double Day = 24 * Hour;

    private static readonly PictureKind[][] Kinds =
    [
        [PictureKind.SpecialsBoard],
        [PictureKind.Other],
        [PictureKind.Other],
        [PictureKind.Other, PictureKind.SpecialsBoard],
        [PictureKind.Other, PictureKind.Other, PictureKind.Other],
    ];

    /// <param name="days">How long it goes on. After that all calls go well and nobody posts.</param>
    /// <param name="seed">Decides when what is posted, and which calls fail.</param>
    public static Scenario Make(int days, int seed) => new()
    {
        Name = "troubled",
        Seed = seed,
        Pictures = new PictureScript { Width = 240, Variants = 4 },
        Slack = new SlackScript
        {
            Channels = ["C0SPECIALS"],
            MessagesPerSecond = 1,
            RetryAfter = 30,
            Faults =
            [
                new SlackFault { Kind = SlackFaultKind.AcceptThenCut, Chance = 0.1 },
                new SlackFault { Kind = SlackFaultKind.Malformed, Chance = 0.06 },
            ],
        },
        Outages = [.. MakeOutages().Concat(MakeFaults(days * Day))],
        Accounts = [.. Enumerable.Range(0, Accounts).Select(number => MakeAccount(number, days, seed))],
    };

    // Some of them meet. The longest of Slack is shorter than an alert is news.
    private static IEnumerable<Outage> MakeOutages() =>
    [
        Away(OutagePart.Slack, OutageKind.Unavailable, from: 20, hours: 3),
        Away(OutagePart.Source, OutageKind.Unavailable, from: 34, hours: 5),
        Away(OutagePart.Pictures, OutageKind.Unavailable, from: 36, hours: 4),
        Away(OutagePart.Slack, OutageKind.Cut, from: 90, hours: 10),
        Away(OutagePart.Source, OutageKind.Throttled, from: 130, hours: 5),
        Away(OutagePart.Pictures, OutageKind.Cut, from: 160, hours: 20),
        Away(OutagePart.Slack, OutageKind.Throttled, from: 178, hours: 3),
        Away(OutagePart.Source, OutageKind.Cut, from: 179, hours: 2),
    ];

    private static Outage Away(OutagePart part, OutageKind kind, double from, double hours) =>
        new() { Of = part, Kind = kind, From = from * Hour, To = (from + hours) * Hour };

    // Together three in ten of each part; a message to Slack also meets the faults of its method.
    private static IEnumerable<Outage> MakeFaults(double to) =>
    [
        new() { Of = OutagePart.Source, Kind = OutageKind.Unavailable, Chance = 0.12, To = to },
        new() { Of = OutagePart.Source, Kind = OutageKind.Cut, Chance = 0.1, To = to },
        new() { Of = OutagePart.Source, Kind = OutageKind.Throttled, Chance = 0.06, To = to },
        new() { Of = OutagePart.Source, Kind = OutageKind.Malformed, Chance = 0.06, To = to },
        new() { Of = OutagePart.Pictures, Kind = OutageKind.Unavailable, Chance = 0.12, To = to },
        new() { Of = OutagePart.Pictures, Kind = OutageKind.Cut, Chance = 0.1, To = to },
        new() { Of = OutagePart.Pictures, Kind = OutageKind.Throttled, Chance = 0.05, To = to },
        new() { Of = OutagePart.Pictures, Kind = OutageKind.Missing, Chance = 0.04, To = to },
        new() { Of = OutagePart.Pictures, Kind = OutageKind.Malformed, Chance = 0.03, To = to },
        new() { Of = OutagePart.Slack, Kind = OutageKind.Unavailable, Chance = 0.08, To = to },
        new() { Of = OutagePart.Slack, Kind = OutageKind.Cut, Chance = 0.05, To = to },
        new() { Of = OutagePart.Slack, Kind = OutageKind.Throttled, Chance = 0.04, To = to },
        new() { Of = OutagePart.Slack, Kind = OutageKind.Malformed, Chance = 0.02, To = to },
    ];

    private static AccountScript MakeAccount(int number, int days, int seed)
    {
        var handle = string.Create(CultureInfo.InvariantCulture, $"kitchen{number}");
        var chance = new Random((seed * 1_000) + number);
        var times = Enumerable.Range(0, days).SelectMany(day => number == 0 ? MakeBurst(day) : MakeDay(day, chance));
        return new AccountScript
        {
            Handle = handle,
            Posts = [.. times.Prepend(-Day).Prepend(-2 * Day).Select((at, post) => MakePost(
            $"{handle} {post}", at, chance, mayBeLate: number != 0))]
        };
    }

    private static IEnumerable<double> MakeDay(int day, Random chance) =>
        Enumerable.Range(0, chance.Next(3, 7)).Select(_ => Math.Floor((day + chance.NextDouble()) * Day));

    // More than two pages of posts in an hour.
    private static IEnumerable<double> MakeBurst(int day) =>
        Enumerable.Range(0, day % 2 == 0 ? 12 : 0).Select(post => (day * Day) + (12.1 * Hour) + (240 * post));

    // One in ten can first be seen some time after it was posted, and then on the first page, which is all that is read where nothing is
    // new.
    private static PostScript MakePost(string caption, double at, Random chance, bool mayBeLate) => new()
    {
        At = at,
        Appears = chance.Next(10) == 0 && mayBeLate ? at + Math.Floor(Hour * chance.NextDouble()) : at,
        Caption = caption,
        Pictures = Kinds[chance.Next(Kinds.Length)],
        // As the signed addresses of pictures do after some time.
        PictureFault = chance.Next(8) == 0 ? PictureFault.Expired : PictureFault.None,
    };
}
