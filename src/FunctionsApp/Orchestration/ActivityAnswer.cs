using System.Security.Cryptography;
using System.Text.Json;
using Spotter.Orchestration;

namespace Spotter.FunctionsApp.Orchestration;

/// <summary>What the function of an activity returns to the engine.</summary>
/// <param name="Call">Of which call it is the answer, as <see cref="CallOf"/> names it.</param>
/// <param name="Output">What the activity returned.</param>
/// <remarks>
/// The engine tells calls apart by their number in the history, and sends messages before it keeps the history. Where a host dies in
/// between, the orchestration runs again from an older history; answers that arrive in another order by then have it number its calls
/// otherwise, and an answer of the run that was lost goes to whoever has its number now.
/// </remarks>
public sealed record ActivityAnswer(string? Call, JsonElement Output)
{
    private const int HexDigits = 16;

    /// <summary>Names a call by its activity and a hash of its input: the same for whoever makes it and whoever answers.</summary>
    public static string CallOf<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input)
    {
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input, AzureServices.DurableJson));
        return $"{activity.Name} {Convert.ToHexStringLower(hash)[..HexDigits]}";
    }

    /// <summary>Answers a call.</summary>
    internal static ActivityAnswer To<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input, TOutput output) =>
        new(CallOf(activity, input), JsonSerializer.SerializeToElement(output, AzureServices.DurableJson));
}
