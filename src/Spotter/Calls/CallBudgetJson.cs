using System.Text.Json.Serialization;

namespace Spotter.Calls;

/// <summary>How call budgets are kept: camel case, absent values left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(CallBudgetRecord))]
public sealed partial class CallBudgetJson : JsonSerializerContext;
