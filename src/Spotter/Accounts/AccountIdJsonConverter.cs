using System.Text.Json;
using System.Text.Json.Serialization;

namespace Spotter.Accounts;

/// <summary>Writes an account as a JSON string.</summary>
public sealed class AccountIdJsonConverter : JsonConverter<AccountId>
{
    public override AccountId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        AccountId.TryParse(reader.GetString(), out var account) ? account : throw new JsonException("An account is written source:handle.");

    public override void Write(Utf8JsonWriter writer, AccountId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
