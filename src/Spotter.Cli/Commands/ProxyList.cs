using Spotter.Calls;

namespace Spotter.Cli.Commands;

/// <summary>Reads the proxies that a command names. They may hold passwords, so no message shows one.</summary>
internal static class ProxyList
{
    private const int MaxBytes = 1024 * 1024;
    private const string Form = "http://HOST:PORT, https://HOST:PORT or socks5://HOST:PORT, with USER:PASSWORD@ before HOST if need be";

    /// <summary>The addresses, separated by spaces, of one address or of a file of them, one a line; <c>#</c> begins a comment.</summary>
    /// <exception cref="UsageException">There is no such file, or a line is no address.</exception>
    public static string Read(string text)
    {
        if (HttpOptions.IsProxy(text))
            return text;
        if (!File.Exists(text))
            throw new UsageException($"--proxy is neither the address of a proxy nor a file of such that is there. Write {Form}.");
        if (new FileInfo(text).Length > MaxBytes)
            throw new UsageException($"{text} is larger than {MaxBytes / 1024} kB, and no list of proxies. Name another file.");

        var proxies = File.ReadAllLines(text)
            .Select((line, number) => (Text: line.Trim(), Number: number + 1))
            .Where(line => line.Text.Length > 0 && !line.Text.StartsWith('#'))
            .Select(line => Parse(line.Text) ?? throw new UsageException(
                $"Line {line.Number} of {text} is no address of a proxy. Write {Form}."))
            .ToList();
        return proxies.Count > 0
            ? string.Join(' ', proxies)
            : throw new UsageException($"{text} names no proxy. Write one a line: {Form}.");
    }

    private static string? Parse(string line)
    {
        var whole = line.Contains("://", StringComparison.Ordinal) ? line : $"http://{line}";
        return !whole.Any(char.IsWhiteSpace) && HttpOptions.IsProxy(whole) ? whole : null;
    }
}
