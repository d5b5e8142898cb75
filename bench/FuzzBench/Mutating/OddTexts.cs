namespace FuzzBench.Mutating;

/// <summary>What stands in an answer where something else is expected.</summary>
internal static class OddTexts
{
    /// <summary>Values of JSON, and what is none, as they are written.</summary>
    public static IReadOnlyList<string> Values { get; } =
    [
        "null", "true", "false", "0", "-0", "-1", "1.5", "1e400", "-1e400", "1e-400", "NaN", "Infinity", "2147483648",
        "-2147483649",
        "9223372036854775807", "9223372036854775808", "-9223372036854775808", "18446744073709551616",
        "123456789012345678901234567890",
        "253402300799", "253402300800", "-62135596800", "-62135596801", "1700000000.5", "1700000000000", "0.99999999999999999999",
        "[]", "{}", "[null]", "[[]]", "[{}]", "{\"\":null}", "{\"id\":1}", "\"NaN\"", "\"\"", "\" \"", "\"0\"", "\"-1\"",
        "\"1e9\"", "\"null\"",
        "\"\\ud83d\"", "\"\\udc00a\"", "\"a\\ud800\\ud800b\"", "\"\\u0000\"", "\"\\u001f\\u007f\\u0085\"",
        "\"\\ufeff\\uffff\"", "\"a\\/b#?%00../..\"",
        "\"0001-01-01T00:00:00+0000\"", "\"0001-01-01T00:00:00+1400\"", "\"9999-12-31T23:59:59+0000\"",
        "\"9999-12-31T23:59:59-1200\"",
        "\"2026-02-30T25:61:61+0000\"", "\"1969-12-31T23:59:59Z\"", "\"2026-11-26T23:59:60.9999999999+00:00\"",
        "\"http://[\"", "\"https://\"", "\"https://a:99999/\"", "\"https://xn--/\"", "\"file:///etc/passwd\"",
        "\"javascript:1\"", "\"data:image/png;base64,AA\"",
        "\"ftp://a/b.jpg\"", "\"mailto:a@b\"", "\"//a/b\"", "\"https://a/\\ud800\"",
        "\"https://a/" + new string('x', 70_000) + "\"",
        "\"" + new string('9', 400) + "\"", "\"" + new string('a', 70_000) + "\"", new string('[', 40) + new string(']', 40),
        new string('[', 200),
    ];

    /// <summary>Values of headers.</summary>
    public static IReadOnlyList<string> Headers { get; } =
    [
        "", " ", "0", "-1", "1", "120", "1.5", "2147483647", "2147483648", "99999999999", "1e9", "NaN", "null", "[]", "{}",
        "{\"call_count\":100}",
        "{\"call_count\":NaN}", "{\"call_count\":\"85\"}", "{\"call_count\":1e400,\"total_time\":-5}",
        "{\"call_count\":99,\"total_cputime\":null}",
        "{\"1\":[{\"call_count\":95,\"estimated_time_to_regain_access\":9223372036854775807}]}", "{\"1\":[null]}",
        "{\"1\":null}", "[[", "{\"a\":1}",
        "{\"1\":[{\"type\":7,\"estimated_time_to_regain_access\":-1}]}", "{\"1\":[{\"estimated_time_to_regain_access\":1e300}]}",
        "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "Thu, 26 Nov 2026 23:59:59 GMT",
        "Thu, 26 Nov 2026", "tomorrow",
        "https://www.instagram.com/accounts/login/", "/accounts/login/?next=/", "https://www.instagram.com/challenge/",
        "/accounts/suspended/",
        "//", "http://[", "file:///etc/passwd", "https://www.instagram.com/consent/", "text/html; charset=nothing",
        "application/json; charset=utf-7",
    ];
}
