using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Spotter.Calls;

namespace Spotter.Models.Hosted;

/// <summary>
/// Asks Clarifai what a picture shows: <c>POST v2/users/{user}/apps/{app}/models/{model}/versions/{version}/outputs</c>, where user and
/// app, and the version, may be left out
/// (https://docs.clarifai.com/api-guide/predict/images).
/// </summary>
public sealed class ClarifaiTagger(IHttpClientFactory clients, IOptions<ClarifaiOptions> options, TimeProvider time)
{
    internal const string ClientName = "clarifai";

    // https://docs.clarifai.com/create-manage/inputs/upload: less than 20 MB. The text of the request is a third longer.
    private const int MaxBytes = 20_000_000;

    /// <summary>The call budget; a picture is one call.</summary>
    internal CallBudgetPlan Budget { get; } =
        new(BudgetName(options.Value.Key), CallWindow.ParseMany(options.Value.CallBudget)) { MaxCall = options.Value.Timeout };

    /// <summary>Why nothing can be asked, in a sentence for a person; null where something can.</summary>
    public string? FindProblem() =>
        string.IsNullOrWhiteSpace(options.Value.Key) ? "A model that Clarifai hosts needs a key: set Clarifai:Key." : null;

    /// <summary>Asks about one picture. One call of the budget. A failure is part of the answer.</summary>
    internal async Task<ClarifaiAnswer> AskAsync(ModelDescription model, ReadOnlyMemory<byte> picture, CancellationToken cancellationToken)
    {
        if (picture.Length >= MaxBytes)
            return new ClarifaiAnswer { PictureProblem = $"it has {picture.Length} bytes, and Clarifai takes less than {MaxBytes}" };

        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(model.Hosted!))
        {
            Content = new ByteArrayContent(ClarifaiRequest.Write(model, picture))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            },
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Key", options.Value.Key);
        using var client = clients.CreateClient(ClientName);
        var subject = $"The hosted model '{model.Name}'";
        var answer = await HttpAnswer.GetAsync(client, request, subject, options.Value.Timeout, time, cancellationToken);
        return answer.Failure is { } failure ? new ClarifaiAnswer { Failure = failure } : Read(model, answer, subject);
    }

    private static string BudgetName(string? key) => string.IsNullOrWhiteSpace(key)
        ? "clarifai"
        : "clarifai-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, 6));

    private string AddressOf(HostedModel model)
    {
        var owner = model.User is null ? "" : $"users/{Uri.EscapeDataString(model.User)}/apps/{Uri.EscapeDataString(model.App!)}/";
        var version = model.Version is null ? "" : $"versions/{Uri.EscapeDataString(model.Version)}/";
        return $"{options.Value.BaseAddress.TrimEnd('/')}/v2/{owner}models/{Uri.EscapeDataString(model.Model)}/{version}outputs";
    }

    private static ClarifaiAnswer Read(ModelDescription model, HttpAnswer answer, string subject)
    {
        ClarifaiReply? reply;
        try
        {
            reply = JsonSerializer.Deserialize(answer.Body, ClarifaiJson.Default.ClarifaiReply);
        }
        catch (JsonException)
        {
            reply = null;
        }

        // What is wrong with the one picture is told beside it, under a general status.
        var output = reply?.Outputs is [var only, ..] ? only : null;
        var code = output?.Status?.Code is { } own && !ClarifaiFailures.IsSuccess(own) ? own : reply?.Status?.Code;
        if (ClarifaiFailures.IsAboutPicture(code))
            return new ClarifaiAnswer { PictureProblem = $"Clarifai does not take it (status {code})" };
        if (!ClarifaiFailures.IsSuccess(code) || output?.Data is not { } data)
            return new ClarifaiAnswer { Failure = ClarifaiFailures.Of(code, answer, subject) };

        return new ClarifaiAnswer
        {
            Scores = [.. model.Labels.Select(label => FindBest(label, data)).OrderByDescending(score => score.Score)],
        };
    }

    private static LabelScore FindBest(string label, ClarifaiReply.Data data)
    {
        var best = new LabelScore(label, ValueOf(label, data));
        foreach (var region in data.Regions ?? [])
            if (region?.Data is { } inside && ValueOf(label, inside) is var value && value > best.Score)
                best = new LabelScore(label, value, Place(region.RegionInfo?.BoundingBox));
        return best;
    }

    private static float ValueOf(string label, ClarifaiReply.Data data)
    {
        var concept = (data.Concepts ?? []).FirstOrDefault(concept => concept?.Name == label) ?? (data.Concepts ?? []).FirstOrDefault(
            concept => concept?.Id == label);
        return ShareOf(concept?.Value);
    }

    private static PictureRegion? Place(ClarifaiReply.BoundingBox? box) => box is null
        ? null
        : new PictureRegion(ShareOf(box.LeftCol), ShareOf(box.TopRow), ShareOf(box.RightCol), ShareOf(box.BottomRow));

    // A number beyond what a float holds is read as infinity, which no record can keep.
    private static float ShareOf(float? value) => value is { } share && float.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0;
}
