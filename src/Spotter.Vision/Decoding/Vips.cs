using System.Text.RegularExpressions;
using NetVips;
using Spotter.Pictures;

namespace Spotter.Vision.Decoding;

/// <summary>Sets libvips up, once in a process, and turns its failures into those of pictures.</summary>
internal static partial class Vips
{
    // libvips keeps the reasons of all threads in one buffer: a reason is found out by a picture that is read alone.
    private static readonly ReaderWriterLockSlim Readers = new();

    // The first is the cause; a damaged file may bring hundreds.
    private const int MaxReasons = 3;

    static Vips()
    {
        if (!ModuleInitializer.VipsInitialized)
            throw new DllNotFoundException(
                $"libvips cannot be loaded: {ModuleInitializer.Exception?.Message}", ModuleInitializer.Exception);

        // What a damaged picture makes it warn of comes as an exception anyway; it must not be printed as well.
        Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, static (_, _, _) => { });
        // Pictures are decoded side by side: threads and results kept inside one would only cost.
        NetVips.NetVips.Concurrency = 1;
        Cache.Max = 0;
        Allocator.KeepPictureBuffers();
    }

    /// <summary>The library's name and version.</summary>
    public static string Version => $"libvips {NetVips.NetVips.Version(0)}.{NetVips.NetVips.Version(1)}.{NetVips.NetVips.Version(2)}";

    /// <summary>Runs what reads a picture; once more where it failed.</summary>
    /// <exception cref="PictureFormatException">It failed; the message is libvips' own reason.</exception>
    public static T Run<T>(Func<T> read) where T : class => TryBeside(read) ?? RunAlone(read, toleratesWarnings: true);

    /// <summary>Runs what reads a picture, and takes a warning for a failure.</summary>
    /// <exception cref="PictureFormatException">It failed; the message is libvips' own reason.</exception>
    public static T RunStrictly<T>(Func<T> read) => RunAlone(read, toleratesWarnings: false);

    /// <summary>
    /// The same beside other pictures, which is faster: one that is read at the same time may take this one's warning away, so that it goes
    /// unseen.
    /// </summary>
    /// <exception cref="PictureFormatException">It failed; the message is libvips' own reason.</exception>
    public static T RunWarily<T>(Func<T> read) where T : class => TryBeside(read, () => TakeReasons().Length == 0) ?? RunStrictly(read);

    /// <summary>Runs what reads a picture; null where it failed, or was not well.</summary>
    private static T? TryBeside<T>(Func<T> read, Func<bool>? isWell = null) where T : class
    {
        Readers.EnterReadLock();
        try
        {
            var result = read();
            return isWell is null || isWell() ? result : null;
        }
        catch (VipsException)
        {
            // Its message may be another picture's.
            return null;
        }
        finally
        {
            Readers.ExitReadLock();
        }
    }

    private static T RunAlone<T>(Func<T> read, bool toleratesWarnings)
    {
        Readers.EnterWriteLock();
        try
        {
            TakeReasons();
            var result = read();
            if (TakeReasons() is { Length: > 0 } warnings && !toleratesWarnings)
                throw new PictureFormatException(Explain(warnings));

            return result;
        }
        catch (VipsException error)
        {
            throw new PictureFormatException(Explain(error.Message), error);
        }
        finally
        {
            Readers.ExitWriteLock();
        }
    }

    // An exception takes what the buffer holds.
    private static string TakeReasons() => new VipsException("").Message.Trim();

    private static string Explain(string message)
    {
        var lines = message.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("unable to call", StringComparison.Ordinal) && line != "unable to fetch from region")
            .Select(line => Origin().Replace(line, ""))
            .Distinct()
            .Take(MaxReasons);
        return string.Join("; ", lines) is { Length: > 0 } reason ? reason : "it is damaged, or not what its first bytes say";
    }

    // A line begins with the part of libvips that failed: a word to programmers alone.
    [GeneratedRegex(@"^\w+: +(?=\S)")]
    private static partial Regex Origin();
}
