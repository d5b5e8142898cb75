using System.Runtime.InteropServices;

namespace Spotter.Models.Onnx;

/// <summary>Builds an ONNX graph, node by node in the order they run; each method returns the name of the tensor it defines.</summary>
/// <param name="prefix">Begins the name of every tensor that is not named by the caller, so that none meets one of another graph.</param>
internal sealed class OnnxGraphWriter(string prefix)
{
    private readonly ProtobufMessage _graph = new();
    private int _count;

    public string Input(string name, params ReadOnlySpan<long> shape) => Value(OnnxFields.Graph.Input, name, shape);

    public string Output(string name, params ReadOnlySpan<long> shape) => Value(OnnxFields.Graph.Output, name, shape);

    /// <summary>Makes any tensor an output; its type and shape are left to the engine.</summary>
    public void Expose(string tensor) =>
        _graph.Add(OnnxFields.Graph.Output, new ProtobufMessage().Add(OnnxFields.ValueInfo.Name, tensor));

    /// <summary>Makes tensors of a model its outputs, beside those that it has.</summary>
    public static byte[] AppendOutputs(ReadOnlySpan<byte> model, params ReadOnlySpan<string> tensors)
    {
        var graph = new OnnxGraphWriter("");
        foreach (var tensor in tensors)
            graph.Expose(tensor);
        return graph.AppendTo(model);
    }

    public string Node(string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes) =>
        NodeTo(NextName(operation), operation, inputs, attributes);

    public string NodeTo(string output, string operation, ReadOnlySpan<string> inputs, params ReadOnlySpan<OnnxAttribute> attributes)
    {
        var node = new ProtobufMessage();
        foreach (var input in inputs)
            node.Add(OnnxFields.Node.Input, input);
        node.Add(OnnxFields.Node.Output, output).Add(OnnxFields.Node.OpType, operation);
        foreach (var attribute in attributes)
            node.Add(OnnxFields.Node.Attribute, attribute.ToMessage());
        _graph.Add(OnnxFields.Graph.Node, node);
        return output;
    }

    // A Constant node rather than an initializer: below IR version 4 an initializer must be an input as well.
    public string Constant(ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Node("Constant", [], OnnxAttribute.Tensor("value", Tensor(OnnxFields.DataType.Float, MemoryMarshal.AsBytes(values), shape)));

    public string Constant(ReadOnlySpan<long> values, params ReadOnlySpan<long> shape) =>
        Node("Constant", [], OnnxAttribute.Tensor("value", Tensor(OnnxFields.DataType.Int64, MemoryMarshal.AsBytes(values), shape)));

    public string Shape(params ReadOnlySpan<long> shape) => Constant(shape, shape.Length);

    /// <summary>A whole model.</summary>
    public byte[] ToModel(string name, int irVersion, int opset)
    {
        _graph.Add(OnnxFields.Graph.Name, name);
        return new ProtobufMessage()
            .Add(OnnxFields.Model.IrVersion, irVersion)
            .Add(OnnxFields.Model.ProducerName, "spotter")
            .Add(OnnxFields.Model.OpsetImport, new ProtobufMessage().Add(OnnxFields.OperatorSet.Domain, "").Add(
                OnnxFields.OperatorSet.Version, opset))
            .Add(OnnxFields.Model.Graph, _graph)
            .ToArray();
    }

    /// <summary>
    /// The bytes of a model with this graph's nodes and outputs behind its own. Concatenated protobuf messages merge: repeated fields
    /// append
    /// (<see href="https://protobuf.dev/programming-guides/encoding/#last-one-wins">protobuf encoding, "Last One Wins"</see>).
    /// </summary>
    public byte[] AppendTo(ReadOnlySpan<byte> model) =>
        [.. model, .. new ProtobufMessage().Add(OnnxFields.Model.Graph, _graph).ToArray()];

    private string Value(int field, string name, ReadOnlySpan<long> shape)
    {
        var dimensions = new ProtobufMessage();
        foreach (var length in shape)
            dimensions.Add(OnnxFields.Type.Dimension, new ProtobufMessage().Add(OnnxFields.Type.DimensionValue, length));
        var tensor = new ProtobufMessage()
            .Add(OnnxFields.Type.ElementType, OnnxFields.DataType.Float)
            .Add(OnnxFields.Type.Shape, dimensions);
        _graph.Add(field, new ProtobufMessage()
            .Add(OnnxFields.ValueInfo.Name, name)
            .Add(OnnxFields.ValueInfo.Type, new ProtobufMessage().Add(OnnxFields.Type.TensorType, tensor)));
        return name;
    }

    private static ProtobufMessage Tensor(int dataType, ReadOnlySpan<byte> littleEndian, ReadOnlySpan<long> shape)
    {
        var tensor = new ProtobufMessage();
        foreach (var length in shape)
            tensor.Add(OnnxFields.Tensor.Dims, length);
        return tensor.Add(OnnxFields.Tensor.DataType, dataType).Add(OnnxFields.Tensor.RawData, littleEndian);
    }

    private string NextName(string operation) => $"{prefix}{operation}_{_count++}";
}
