using System.Buffers.Binary;
using FuzzBench.Running;

namespace FuzzBench.Mutating;

/// <summary>Changes bytes, whatever they mean.</summary>
internal static class ByteMutator
{
    private const int MaxChanges = 6;
    private const int MaxRun = 4_096;

    // Where formats say what follows.
    private const int Head = 512;

    private static readonly uint[] OddNumbers =
        [0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF];

    /// <param name="bytes">What is changed; it stays as it is.</param>
    /// <param name="others">What parts of others are put in from.</param>
    public static byte[] Mutate(FuzzInput input, byte[] bytes, IReadOnlyList<byte[]> others)
    {
        List<byte> changed = [.. bytes];
        // One change gets further than many.
        for (var change = input.Draws(60) ? 1 : 1 + input.Chance.Next(MaxChanges); change > 0; change--)
            ChangeOnce(input, changed, others);
        return [.. changed];
    }

    private static void ChangeOnce(FuzzInput input, List<byte> bytes, IReadOnlyList<byte[]> others)
    {
        var at = Place(input, bytes.Count);
        var run = Math.Min(1 + (input.Draws(70) ? input.Chance.Next(16) : input.Chance.Next(MaxRun)), bytes.Count - at);
        switch (input.Chance.Next(10))
        {
            case 0 or 1 when bytes.Count > 0:
                bytes[at] ^= (byte)(1 << input.Chance.Next(8));
                break;
            case 2 when bytes.Count > 0:
                bytes[at] = (byte)input.Chance.Next(256);
                break;
            case 3 when bytes.Count - at >= sizeof(uint):
                PutNumber(input, bytes, at);
                break;
            case 4:
                Fill(input, bytes, at, run);
                break;
            case 5:
                bytes.RemoveRange(at, run);
                break;
            case 6:
                bytes.InsertRange(at, Draw(input, 1 + input.Chance.Next(64)));
                break;
            case 7:
                bytes.InsertRange(at, bytes.GetRange(at, run));
                break;
            case 8 when input.Draws(40):
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            default:
                Splice(input, bytes, at, input.Pick(others));
                break;
        }
    }

    private static int Place(FuzzInput input, int length)
    {
        var before = input.Draws(50) ? Math.Min(length, Head) : length;
        return Math.Min(input.Chance.Next(before + 1), Math.Max(0, length - 1));
    }

    private static void PutNumber(FuzzInput input, List<byte> bytes, int at)
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        if (input.Draws(50))
            BinaryPrimitives.WriteUInt32BigEndian(number, input.Pick(OddNumbers));
        else
            BinaryPrimitives.WriteUInt32LittleEndian(number, input.Pick(OddNumbers));
        for (var offset = 0; offset < number.Length; offset++)
            bytes[at + offset] = number[offset];
    }

    private static void Fill(FuzzInput input, List<byte> bytes, int at, int run)
    {
        var filling = input.Draws(50) ? (byte)input.Chance.Next(256) : (byte)0;
        for (var offset = 0; offset < run; offset++)
            bytes[at + offset] = filling;
    }

    private static byte[] Draw(FuzzInput input, int length)
    {
        var drawn = new byte[length];
        input.Chance.NextBytes(drawn);
        return drawn;
    }

    // The rest of the one, or a part of it, in the place of the rest of the other.
    private static void Splice(FuzzInput input, List<byte> bytes, int at, byte[] other)
    {
        var from = input.Chance.Next(other.Length + 1);
        var part = other.AsSpan(from, input.Draws(50) ? other.Length - from : Math.Min(other.Length - from, input.Chance.Next(MaxRun)));
        if (input.Draws(50))
            bytes.RemoveRange(at, bytes.Count - at);
        bytes.InsertRange(at, part.ToArray());
    }
}
