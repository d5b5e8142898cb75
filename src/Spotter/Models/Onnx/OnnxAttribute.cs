namespace Spotter.Models.Onnx;

/// <summary>A named attribute of a node.</summary>
internal sealed class OnnxAttribute
{
    private readonly ProtobufMessage _message = new();

    private OnnxAttribute(string name, int type) =>
        _message.Add(OnnxFields.Attribute.Name, name).Add(OnnxFields.Attribute.Type, type);

    public static OnnxAttribute Int(string name, long value)
    {
        var attribute = new OnnxAttribute(name, OnnxFields.AttributeType.Int);
        attribute._message.Add(OnnxFields.Attribute.Int, value);
        return attribute;
    }

    public static OnnxAttribute Ints(string name, params ReadOnlySpan<long> values)
    {
        var attribute = new OnnxAttribute(name, OnnxFields.AttributeType.Ints);
        foreach (var value in values)
            attribute._message.Add(OnnxFields.Attribute.Ints, value);
        return attribute;
    }

    public static OnnxAttribute Text(string name, string value)
    {
        var attribute = new OnnxAttribute(name, OnnxFields.AttributeType.String);
        attribute._message.Add(OnnxFields.Attribute.String, value);
        return attribute;
    }

    public static OnnxAttribute Tensor(string name, ProtobufMessage tensor)
    {
        var attribute = new OnnxAttribute(name, OnnxFields.AttributeType.Tensor);
        attribute._message.Add(OnnxFields.Attribute.Tensor, tensor);
        return attribute;
    }

    public ProtobufMessage ToMessage() => _message;
}
