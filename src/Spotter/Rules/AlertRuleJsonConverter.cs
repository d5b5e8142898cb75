using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spotter.Rules;

/// <summary>Writes a rule as its text, and reads the records of earlier versions, too.</summary>
public sealed class AlertRuleJsonConverter : JsonConverter<AlertRule>
{
    // A rule that is null cannot be read either.
    public override bool HandleNull => true;

    public override AlertRule Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String)
            return ReadRecord(ref reader);

        try
        {
            return AlertRule.ParseKept(reader.GetString()!);
        }
        catch (RuleException error)
        {
            throw new JsonException($"A rule cannot be read. {error.Problem}", error);
        }
    }

    public override void Write(Utf8JsonWriter writer, AlertRule value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    // Where the score was left out, it was 0; none was written as null.
    private static AlertRule ReadRecord(ref Utf8JsonReader reader)
    {
        using var record = JsonDocument.ParseValue(ref reader);
        var rule = record.RootElement;
        if (rule.ValueKind != JsonValueKind.Object || TextOf(rule, "label") is not { } label || TextOf(rule, "channel") is not { } channel)
            throw new JsonException("A rule is a text, or a record with a label and a channel.");

        var least = !rule.TryGetProperty("leastScore", out var score) ? 0m
            : score.ValueKind == JsonValueKind.Null ? (decimal?)null
            : score.ValueKind == JsonValueKind.Number && score.TryGetDecimal(out var number) ? number
            : throw new JsonException("A rule's least score is a number from 0 to 1.");
        return new AlertRule(new LabelCondition(label, Comparison.AtLeast, least), channel);
    }

    private static string? TextOf(JsonElement rule, string property) =>
        rule.TryGetProperty(property, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
