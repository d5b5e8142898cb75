using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Simulator.Accounts;
using Spotter.Simulator.Clarifai.Replies;
using Spotter.Simulator.Instagram;
using Spotter.Simulator.Protocol;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Clarifai;

/// <summary>
/// Clarifai's prediction, <c>POST /clarifai/v2/[users/U/apps/A/]models/M/[versions/V/]outputs</c>: requests and replies as in
/// https://docs.clarifai.com/api-guide/predict/images and the protobuf definitions.
/// </summary>
internal sealed class ClarifaiApi(ClarifaiLedger ledger, AccountBook book, TaggerScript script, string? key, int seed, TimeProvider clock)
{
    private const int MaxInputs = 128;
    private const int MaxConcepts = 20;

    private static readonly ReplyStatus Success = new(10000, "Ok");
    private static readonly Output Unsupported = new(null, new ReplyStatus(30101, "Input has an unsupported format"));

    private readonly ClarifaiScores _scores = new(book);
    private readonly FaultSchedule<TaggerFault> _faults = new(script.Faults, seed);
    private readonly CallMeter _meter = new(
        script.CallsPerSecond == 0 ? null : new CallLimit { Calls = script.CallsPerSecond, Seconds = 1 },
        clock);

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var owner in new[] { "", "users/{user}/apps/{app}/" })
            foreach (var version in new[] { "", "versions/{version}/" })
                routes.MapPost($"/clarifai/v2/{owner}models/{{model}}/{version}outputs", AnswerAsync);
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (_faults.Find(ledger.CountCall(), _ => true) is { } fault)
        {
            await PlayAsync(context, fault);
            return;
        }

        var error = FindKeyError(context, out var credential);
        if (error is null && !_meter.Count(credential).Allowed)
            error = ClarifaiError.Throttled(script.CallsPerSecond);
        var model = context.Request.RouteValues["model"]!.ToString()!;
        if (error is null && script.Models.Count > 0 && !script.Models.Contains(model))
            error = ClarifaiError.NoSuchModel;
        if (error is not null)
        {
            await RefuseAsync(context, error);
            return;
        }

        await PredictAsync(context, model);
    }

    private async Task PredictAsync(HttpContext context, string model)
    {
        if (await ClarifaiQuestion.ReadAsync(context) is not { } question)
        {
            await RefuseAsync(context, ClarifaiError.BadFormat);
            return;
        }

        var detects = model.Contains("detect", StringComparison.Ordinal);
        var known = question.Concepts.Where(concept => script.Concepts.Contains(concept)).ToList();
        if (question.Pictures.Count is 0 or > MaxInputs || question.Pictures.Any(picture => picture is null))
            await RefuseAsync(context, ClarifaiError.BadRequest);
        else if (question.Concepts.Count > 0 && known.Count == 0)
            await RefuseAsync(context, ClarifaiError.NoSuchConcept);
        else if (question.Pictures.Any(picture => !IsPicture(picture)))
            await RefuseAsync(context, new ClarifaiError(400, 10020, "Failure"), Unsupported);
        else
            await Reply.JsonAsync(context, 200, Predict(context, question, known, detects), ClarifaiJson.Default.Prediction);
    }

    private Prediction Predict(HttpContext context, ClarifaiQuestion question, List<string> known, bool detects)
    {
        var pictures = question.Pictures.OfType<byte[]>().ToList();
        pictures.ForEach(ledger.CountAnswer);
        return new Prediction(
            known.Count < question.Concepts.Count ? new ReplyStatus(10010, "Mixed Success") : Success,
            [.. pictures.Select(picture => DescribeOutput(context, picture, known, detects))]);
    }

    private Output DescribeOutput(HttpContext context, byte[] picture, List<string> known, bool detects)
    {
        var route = context.Request.RouteValues;
        return new Output(
            $"{ClarifaiScores.HashOf("output", picture):x16}",
            Success,
            clock.GetUtcNow(),
            new(route["model"]!.ToString()!, route["app"]?.ToString() ?? "main", new(route["version"]?.ToString() ?? "newest")),
            detects
                ? new OutputData(Regions: FindRegions(picture))
                : new OutputData(Rank(known.Count > 0 ? known : script.Concepts, concept => _scores.Of(concept, picture))));
    }

    // What the picture shows is in one place, and something unsure in another.
    private Region[] FindRegions(byte[] picture) =>
    [
        DescribeRegion(picture, "near", 0.25, 0.75, concept => _scores.Of(concept, picture)),
        DescribeRegion(picture, "far", 0, 0.125, concept => _scores.Of(concept, picture) / 4),
    ];

    private Region DescribeRegion(byte[] picture, string name, double from, double to, Func<string, double> valueOf) => new(
        $"{ClarifaiScores.HashOf(name, picture):x16}",
        new(new(from, from, to, to)),
        new OutputData(Rank(script.Concepts, valueOf)));

    private static Concept[] Rank(IReadOnlyList<string> concepts, Func<string, double> valueOf) =>
    [
        .. concepts
            .Select(concept => new Concept($"ai_{StableHash.Of(concept, 0):X8}", concept, Math.Round(valueOf(concept), 7)))
            .OrderByDescending(concept => concept.Value)
            .Take(MaxConcepts),
    ];

    // JPEG, PNG, TIFF, BMP, WEBP and GIF (https://docs.clarifai.com/create-manage/inputs/upload).
    private static bool IsPicture(byte[]? bytes) =>
        bytes is [0xFF, 0xD8, 0xFF, ..] or [0x89, (byte)'P', (byte)'N', (byte)'G', ..]
            or [(byte)'G', (byte)'I', (byte)'F', ..] or [(byte)'B', (byte)'M', ..]
            or [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..]
            or [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..];

    private ClarifaiError? FindKeyError(HttpContext context, out string credential)
    {
        var header = context.Request.Headers.Authorization.ToString();
        credential = header.StartsWith("Key ", StringComparison.Ordinal) ? header["Key ".Length..] : "";
        if (credential.Length == 0)
            return ClarifaiError.NoKey;

        return key is null || credential == key ? null : ClarifaiError.WrongKey;
    }

    private Task PlayAsync(HttpContext context, TaggerFault fault) => fault.Kind switch
    {
        TaggerFaultKind.Error => RefuseAsync(context, new ClarifaiError(fault.Status, fault.Code, "Failure")),
        TaggerFaultKind.Throttled => RefuseAsync(context, ClarifaiError.Throttled(script.CallsPerSecond)),
        TaggerFaultKind.Unavailable => Reply.TextAsync(context, 503, "<html>upstream connect error</html>", "text/html"),
        TaggerFaultKind.Hang => Reply.HangAsync(context),
        TaggerFaultKind.Malformed => Reply.TextAsync(context, 200, "{\"status\":{\"code\":10000,"),
        _ => Reply.Cut(context),
    };

    private static Task RefuseAsync(HttpContext context, ClarifaiError error, params Output[] outputs) =>
        Reply.JsonAsync(context, error.Http, new Prediction(error.Status, outputs), ClarifaiJson.Default.Prediction);
}
