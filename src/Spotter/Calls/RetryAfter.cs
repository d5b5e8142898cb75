namespace Spotter.Calls;

/// <summary>Reads the header <c>Retry-After</c> (RFC 9110, 10.2.3).</summary>
public static class RetryAfter
{
    /// <summary>How long an answer asks to wait, whether it gives seconds or a date; null where it does not ask. Never negative.</summary>
    public static TimeSpan? Of(HttpResponseMessage response, TimeProvider time)
    {
        var header = response.Headers.RetryAfter;
        var wait = header?.Delta ?? header?.Date - time.GetUtcNow();
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
