using Spotter.Accounts;
using Spotter.Corrections;
using Spotter.Models;

namespace Spotter.Web.Tests.Models;

/// <summary>Pictures that people labelled.</summary>
internal static class LabelledPictures
{
    /// <summary>Stores a post with a picture of a shade, and what a person says of it.</summary>
    public static async Task<PictureLabel> SayAsync(this SiteWorld site, AccountId account, byte shade, string label)
    {
        var picture = await site.StoreAsync(shade, new LabelScore("other", 0.6f), new LabelScore("specials-board", 0.4f));
        var said = new PictureLabel
        {
            Picture = picture.Id!.Value,
            Label = label,
            By = "a person",
            At = site.Time.GetUtcNow(),
            Account = account,
            PostKey = await site.AddAsync(account, $"said-{shade}", shade + 1, picture),
            Model = "specials-board",
            ModelLabel = "other",
        };
        await site.Get<PictureLabels>().SetAsync(said, CancellationToken.None);
        return said;
    }

    /// <summary>Six pictures under two labels: the fewest that folds can take turns with, and a few more.</summary>
    public static async Task SaySixAsync(this SiteWorld site, AccountId account)
    {
        for (byte shade = 0; shade < 6; shade++)
            await site.SayAsync(account, shade, shade < 3 ? "other" : "specials-board");
    }
}
