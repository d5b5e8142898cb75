using System.Text;
using System.Text.Json;
using FuzzBench.Mutating;
using FuzzBench.Running;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Pictures;

namespace FuzzBench.Targets;

/// <summary>Slack's answers, to alerts whose texts are strangers'.</summary>
internal sealed class SlackTarget(IReadOnlyList<IAlertChannel> channels, PictureId picture, SeedFiles files, OddServer server) : ITarget
{
    private readonly AnswerSeeds _slack = files.ReadAnswers("slack", part: null);
    private readonly AnswerSeeds _walls = files.ReadAnswers("walls", "pages", ".html");

    public async Task<bool> TryAsync(FuzzInput input, CancellationToken cancellationToken)
    {
        server.Play(input, () => (input.Draws(92) ? _slack : _walls).Make(input));
        var channel = input.Pick(channels);
        var alert = Draw(input);
        switch (input.Chance.Next(4))
        {
            case 0:
                var (upload, failure) = await channel.UploadAsync(alert, input.Draws(30) ? "F0SIM000001" : null, cancellationToken);
                FaultException.ThrowIf(upload is null && failure is null, "neither an upload nor a failure");
                return Check(failure);
            case 1:
                var draft = new AlertDraft(alert, new AlertUpload("F0SIM000001"), input.Draws(20), input.Draws(20));
                return Check(await channel.SendAsync(draft, cancellationToken));
            case 2:
                var found = await channel.FindAsync(alert, alert.RecordedAt, cancellationToken);
                return Check(found.Failure) && found.Arrival != AlertArrival.CannotTell;
            default:
                return await channel.FindProblemAsync(cancellationToken) is null;
        }
    }

    private static bool Check(AlertDelivery? delivery)
    {
        if (delivery is null or { Outcome: AlertOutcome.Delivered })
            return true;

        PostCheck.CheckWait(delivery.RetryAfter);
        return false;
    }

    private AlertMessage Draw(FuzzInput input) => new()
    {
        Id = "abc",
        Account = AccountId.Parse("instagram:fuzz"),
        Label = "menu",
        Score = 0.9,
        PostedAt = input.Draws(90) ? DateTimeOffset.UnixEpoch : DateTimeOffset.MaxValue,
        Caption = DrawText(input),
        Link = DrawText(input),
        Picture = picture,
        AltText = DrawText(input) ?? "",
        RecordedAt = TimeProvider.System.GetUtcNow(),
    };

    private string? DrawText(FuzzInput input)
    {
        if (input.Draws(50))
            return "https://www.instagram.com/p/A/";
        if (input.Draws(30))
            return Encoding.UTF8.GetString(_walls.Make(input));

        try
        {
            var odd = input.Pick(OddTexts.Values);
            return odd.StartsWith('"') ? JsonSerializer.Deserialize<string>(odd) : odd;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return "\uD83D and half a character";
        }
    }
}
