using System.Buffers;
using Google.Protobuf;

namespace Spotter.Training.Onnx;

/// <summary>Writes the fields of one protobuf message.</summary>
internal sealed class ProtobufMessage
{
    private const int LongestNumber = 16;
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ProtobufMessage Add(int field, long value) => Write(field, WireFormat.WireType.Varint, output => output.WriteInt64(value));

    public ProtobufMessage Add(int field, string value) => Add(field, System.Text.Encoding.UTF8.GetBytes(value));

    public ProtobufMessage Add(int field, ProtobufMessage message) => Add(field, message._buffer.WrittenSpan);

    public ProtobufMessage Add(int field, ReadOnlySpan<byte> value)
    {
        var length = value.Length;
        return Write(field, WireFormat.WireType.LengthDelimited, output => output.WriteLength(length)).AddRaw(value);
    }

    /// <summary>Adds fields as they stood in another message, tags and all.</summary>
    public ProtobufMessage AddRaw(ReadOnlySpan<byte> fields)
    {
        _buffer.Write(fields);
        return this;
    }

    public byte[] ToArray() => _buffer.WrittenSpan.ToArray();

    private ProtobufMessage Write(int field, WireFormat.WireType type, Action<CodedOutputStream> write)
    {
        var bytes = new byte[LongestNumber];
        using var output = new CodedOutputStream(bytes);
        output.WriteTag(field, type);
        write(output);
        return AddRaw(bytes.AsSpan(0, (int)output.Position));
    }
}
