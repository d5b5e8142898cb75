namespace Spotter.Calls;

/// <summary>Reads the header <c>Retry-After</c> (RFC 9110, 10.2.3): a whole number of seconds, or a date.</summary>
public static class RetryAfter
{
    /// <summary>For a person, of an answer that <see cref="IsOdd"/>.</summary>
    public const string OddNotice = "How long it asks to wait makes no sense (Retry-After) and is ignored.";

    private const string Header = "Retry-After";

    /// <summary>
    /// How long an answer asks to wait, whether it gives seconds or a date; null where it does not ask, or what it asks makes no sense.
    /// Never negative.
    /// </summary>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - time.GetUtcNow() ?? FindLong(response);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    /// <summary>True where an answer asks to wait and it cannot be read for how long.</summary>
    public static bool IsOdd(HttpResponseMessage response) =>
        response.Headers.RetryAfter is null && Find(response) is not null && FindLong(response) is null;

    // The library reads no more seconds than it can count.
    private static TimeSpan? FindLong(HttpResponseMessage response) =>
        Find(response) is { Length: > 0 } text && text.All(char.IsAsciiDigit) ? TimeSpan.FromSeconds(int.MaxValue) : null;

    private static string? Find(HttpResponseMessage response) =>
        response.Headers.NonValidated.TryGetValues(Header, out var values) ? values.ToString().Trim() : null;
}
