using System.Buffers;
using Google.Protobuf;

namespace Spotter.Models.Onnx;

/// <summary>Writes the fields of one protobuf message.</summary>
internal sealed class ProtobufMessage
{
    private const int MaxNumber = 16;
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ProtobufMessage Add(int field, long value) =>
        AddRaw(Bytes(field, WireFormat.WireType.Varint, output => output.WriteInt64(value)));

    public ProtobufMessage Add(int field, string value) => Add(field, System.Text.Encoding.UTF8.GetBytes(value));

    public ProtobufMessage Add(int field, ProtobufMessage message) => Add(field, message._buffer.WrittenSpan);

    public ProtobufMessage Add(int field, ReadOnlySpan<byte> value) => AddRaw(Head(field, value.Length)).AddRaw(value);

    /// <summary>What stands before the content of a string, of bytes or of a message.</summary>
    public static byte[] Head(int field, int length) =>
        Bytes(field, WireFormat.WireType.LengthDelimited, output => output.WriteLength(length));

    /// <summary>Adds fields as they stood in another message, tags and all.</summary>
    public ProtobufMessage AddRaw(ReadOnlySpan<byte> fields)
    {
        _buffer.Write(fields);
        return this;
    }

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    private static byte[] Bytes(int field, WireFormat.WireType type, Action<CodedOutputStream> write)
    {
        var bytes = new byte[MaxNumber];
        using var output = new CodedOutputStream(bytes);
        output.WriteTag(field, type);
        write(output);
        return bytes[..(int)output.Position];
    }
}
