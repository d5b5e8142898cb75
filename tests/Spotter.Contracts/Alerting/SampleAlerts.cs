using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Contracts.Pictures;
using Spotter.Pictures;

namespace Spotter.Contracts.Alerting;

/// <summary>Alerts about <see cref="SamplePictures.RedBluePng"/>.</summary>
public static class SampleAlerts
{
    /// <summary>An alert like no other that was made before.</summary>
    public static AlertMessage New(string? caption = "Soup of the day: leek & potato")
    {
        var id = Guid.NewGuid().ToString("N");
        return new AlertMessage
        {
            Id = id,
            Account = AccountId.Parse("instagram:davesfreshpasta"),
            Label = "specials-board",
            Score = 0.9375,
            PostedAt = new DateTimeOffset(2026, 3, 2, 11, 30, 0, TimeSpan.Zero),
            Caption = caption,
            Link = $"https://www.instagram.com/p/{id}/",
            Picture = PictureId.Of(SamplePictures.RedBluePng),
            AltText = "A picture that davesfreshpasta posted.",
            RecordedAt = TimeProvider.System.GetUtcNow(),
        };
    }
}
