using System.Runtime.InteropServices;
using System.Text;
using Google.Protobuf;

namespace Spotter.Models.Onnx;

/// <summary>One field of a protobuf message, read where it lies.</summary>
/// <param name="Number">The field's number.</param>
/// <param name="Value">The number, for a variable-length integer; 0 otherwise.</param>
/// <param name="Payload">The content, for a string, bytes or a message; empty otherwise.</param>
/// <param name="Raw">The whole field with its tag.</param>
internal readonly record struct ProtobufField(int Number, long Value, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> Raw)
{
    public string Text => Encoding.UTF8.GetString(Payload.Span);

    /// <exception cref="InvalidProtocolBufferException">The bytes are no protobuf message.</exception>
    public static IEnumerable<ProtobufField> Read(ReadOnlyMemory<byte> message)
    {
        if (!MemoryMarshal.TryGetArray(message, out var segment))
            segment = message.ToArray();

        using var input = new CodedInputStream(segment.Array!, segment.Offset, segment.Count);
        var start = 0;
        while (input.ReadTag() is var tag && tag != 0)
        {
            var (value, length) = ReadContent(input, tag, message[((int)input.Position - segment.Offset)..]);
            var end = (int)input.Position - segment.Offset;
            yield return new ProtobufField(WireFormat.GetTagFieldNumber(tag), value, message[(end - length)..end], message[start..end]);
            start = end;
        }
    }

    private static (long Value, int Length) ReadContent(CodedInputStream input, uint tag, ReadOnlyMemory<byte> rest)
    {
        switch (WireFormat.GetTagWireType(tag))
        {
            case WireFormat.WireType.Varint:
                return (input.ReadInt64(), 0);
            case WireFormat.WireType.LengthDelimited:
                // The library would copy what it reads, which is most of a model; the last byte of the length before it has no top bit.
                var start = input.Position;
                input.SkipLastField();
                return (0, (int)(input.Position - start) - rest.Span.IndexOfAnyInRange((byte)0, (byte)0x7F) - 1);
            default:
                input.SkipLastField();
                return (0, 0);
        }
    }
}
