using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Spotter.Simulator.Accounts;
using Spotter.Simulator.Instagram;
using Spotter.Simulator.Protocol;
using Spotter.Simulator.Scenarios;

namespace Spotter.Simulator.Clarifai;

/// <summary>
/// Clarifai's prediction, <c>POST /clarifai/v2/[users/U/apps/A/]models/M/[versions/V/]outputs</c>: requests and replies as in https://docs.clarifai.com/api-guide/predict/images and the
/// protobuf definitions.
/// </summary>
internal sealed class ClarifaiApi(ClarifaiLedger ledger, AccountBook book, TaggerScript script, string? key, int seed, TimeProvider clock)
{
    private const int MostInputs = 128;
    private const int MostConcepts = 20;
    private const int Success = 10000;
    private const int MixedSuccess = 10010;

    private readonly ClarifaiScores _scores = new(book);
    private readonly FaultSchedule<TaggerFault> _faults = new(script.Faults, seed);
    private readonly CallMeter _meter = new(script.CallsPerSecond == 0 ? null : new CallLimit { Calls = script.CallsPerSecond, Seconds = 1 }, clock);

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
        if (question.Pictures.Count is 0 or > MostInputs || question.Pictures.Any(picture => picture is null))
            await RefuseAsync(context, ClarifaiError.BadRequest);
        else if (question.Concepts.Count > 0 && known.Count == 0)
            await RefuseAsync(context, ClarifaiError.NoSuchConcept);
        else if (question.Pictures.Any(picture => !IsPicture(picture)))
            await RefuseAsync(context, new ClarifaiError(400, 10020, "Failure"), inputCode: 30101);
        else
            await Reply.JsonAsync(context, 200, json => WriteReply(json, context, question, known, detects));
    }

    private void WriteReply(Utf8JsonWriter json, HttpContext context, ClarifaiQuestion question, List<string> known, bool detects)
    {
        json.WriteStartObject();
        WriteStatus(json, known.Count < question.Concepts.Count ? MixedSuccess : Success, known.Count < question.Concepts.Count ? "Mixed Success" : "Ok");
        json.WriteStartArray("outputs");
        foreach (var picture in question.Pictures.OfType<byte[]>())
        {
            ledger.CountAnswer(picture);
            WriteOutput(json, context, picture, known, detects);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void WriteOutput(Utf8JsonWriter json, HttpContext context, byte[] picture, List<string> known, bool detects)
    {
        json.WriteStartObject();
        json.WriteString("id", $"{ClarifaiScores.HashOf("output", picture):x16}");
        WriteStatus(json, Success, "Ok");
        json.WriteString("created_at", clock.GetUtcNow());
        json.WriteStartObject("model");
        json.WriteString("id", context.Request.RouteValues["model"]!.ToString());
        json.WriteString("app_id", context.Request.RouteValues["app"]?.ToString() ?? "main");
        json.WriteStartObject("model_version");
        json.WriteString("id", context.Request.RouteValues["version"]?.ToString() ?? "newest");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("data");
        if (detects)
            WriteRegions(json, picture);
        else
            WriteConcepts(json, known.Count > 0 ? known : script.Concepts, concept => _scores.Of(concept, picture));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    // What the picture shows is in one place, and something unsure in another.
    private void WriteRegions(Utf8JsonWriter json, byte[] picture)
    {
        json.WriteStartArray("regions");
        WriteRegion(json, picture, "near", 0.25, 0.75, concept => _scores.Of(concept, picture));
        WriteRegion(json, picture, "far", 0, 0.125, concept => _scores.Of(concept, picture) / 4);
        json.WriteEndArray();
    }

    private void WriteRegion(Utf8JsonWriter json, byte[] picture, string name, double from, double to, Func<string, double> valueOf)
    {
        json.WriteStartObject();
        json.WriteString("id", $"{ClarifaiScores.HashOf(name, picture):x16}");
        json.WriteStartObject("region_info");
        json.WriteStartObject("bounding_box");
        json.WriteNumber("top_row", from);
        json.WriteNumber("left_col", from);
        json.WriteNumber("bottom_row", to);
        json.WriteNumber("right_col", to);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteStartObject("data");
        WriteConcepts(json, script.Concepts, valueOf);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteConcepts(Utf8JsonWriter json, IReadOnlyList<string> concepts, Func<string, double> valueOf)
    {
        json.WriteStartArray("concepts");
        foreach (var (concept, value) in concepts.Select(concept => (Concept: concept, Value: valueOf(concept))).OrderByDescending(pair => pair.Value).Take(MostConcepts))
        {
            json.WriteStartObject();
            json.WriteString("id", $"ai_{StableHash.Of(concept, 0):X8}");
            json.WriteString("name", concept);
            json.WriteNumber("value", Math.Round(value, 7));
            json.WriteString("app_id", "main");
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    // JPEG, PNG, TIFF, BMP, WEBP and GIF (https://docs.clarifai.com/create-manage/inputs/upload).
    private static bool IsPicture(byte[]? bytes) =>
        bytes is [0xFF, 0xD8, 0xFF, ..] or [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [(byte)'G', (byte)'I', (byte)'F', ..] or [(byte)'B', (byte)'M', ..]
            or [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] or [(byte)'I', (byte)'I', 42, 0, ..] or [(byte)'M', (byte)'M', 0, 42, ..];

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

    private static Task RefuseAsync(HttpContext context, ClarifaiError error, int? inputCode = null) => Reply.JsonAsync(context, error.Http, json =>
    {
        json.WriteStartObject();
        WriteStatus(json, error.Code, error.Description, error.Details);
        json.WriteStartArray("outputs");
        if (inputCode is { } code)
        {
            json.WriteStartObject();
            WriteStatus(json, code, "Input has an unsupported format");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteStatus(Utf8JsonWriter json, int code, string description, string details = "")
    {
        json.WriteStartObject("status");
        json.WriteNumber("code", code);
        json.WriteString("description", description);
        if (details.Length > 0)
            json.WriteString("details", details);
        json.WriteString("req_id", "simulated");
        json.WriteEndObject();
    }
}
