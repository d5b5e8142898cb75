using Google.Protobuf;

namespace Spotter.Models.Onnx;

/// <summary>What has to be known of an ONNX file to build on it.</summary>
internal sealed class OnnxModel
{
    private readonly List<ProtobufField> _top = [];
    private readonly List<ProtobufField> _rest = [];
    private readonly List<OnnxNode> _nodes = [];
    private readonly Dictionary<string, ProtobufField> _initializers = [];
    private readonly Dictionary<string, ProtobufField> _inputs = [];
    private readonly List<string> _outputs = [];

    private OnnxModel()
    {
    }

    /// <summary>The version of the standard operators.</summary>
    public long Opset { get; private set; }

    /// <summary>The inputs that are given at each run.</summary>
    public IReadOnlyList<string> Inputs => [.. _inputs.Keys.Where(name => !_initializers.ContainsKey(name))];

    /// <summary>The outputs, in the file's order.</summary>
    public IReadOnlyList<string> Outputs => _outputs;

    /// <summary>Every tensor that a node computes, in the order they run.</summary>
    public IEnumerable<string> Tensors => _nodes.SelectMany(node => node.Outputs);

    /// <exception cref="InvalidDataException">The bytes are no ONNX file.</exception>
    public static OnnxModel Read(ReadOnlyMemory<byte> bytes)
    {
        var model = new OnnxModel();
        try
        {
            foreach (var field in ProtobufField.Read(bytes))
                model.ReadModelField(field);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new InvalidDataException(e.Message, e);
        }

        return model._nodes.Count > 0 ? model : throw new InvalidDataException("There is no graph in it.");
    }

    /// <summary>The bytes of the model that computes one tensor and nothing that it does not need; the tensor is the only output.</summary>
    public byte[] CutAt(string tensor)
    {
        var (nodes, needed) = NeededFor(tensor);
        var graph = new ProtobufMessage();
        foreach (var field in _rest)
            graph.AddRaw(field.Raw.Span);
        foreach (var node in nodes)
            graph.AddRaw(node.Raw.Span);
        foreach (var (_, field) in _initializers.Where(entry => needed.Contains(entry.Key)))
            graph.AddRaw(field.Raw.Span);
        foreach (var (_, field) in _inputs.Where(entry => needed.Contains(entry.Key)))
            graph.AddRaw(field.Raw.Span);

        var model = new ProtobufMessage();
        foreach (var field in _top)
            model.AddRaw(field.Raw.Span);
        return model.Add(OnnxFields.Model.Graph, graph).ToArray();
    }

    private (List<OnnxNode> Nodes, HashSet<string> Tensors) NeededFor(string tensor)
    {
        var needed = new HashSet<string> { tensor };
        // The nodes of a nested graph use the outer graph's tensors without naming them as inputs, so everything stays.
        var keepAll = _nodes.Any(node => node.HasGraph);
        if (keepAll)
        {
            needed.UnionWith(_initializers.Keys);
            needed.UnionWith(_inputs.Keys);
        }

        var nodes = new List<OnnxNode>();
        foreach (var node in Enumerable.Reverse(_nodes))
        {
            if (!keepAll && !node.Outputs.Any(needed.Contains))
                continue;
            nodes.Add(node);
            needed.UnionWith(node.Inputs);
        }

        nodes.Reverse();
        return (nodes, needed);
    }

    private void ReadModelField(ProtobufField field)
    {
        if (field.Number == OnnxFields.Model.Graph)
        {
            foreach (var inner in ProtobufField.Read(field.Payload))
                ReadGraphField(inner);
            return;
        }

        _top.Add(field);
        if (field.Number == OnnxFields.Model.OpsetImport)
            ReadOpset(field);
    }

    private void ReadOpset(ProtobufField field)
    {
        var fields = ProtobufField.Read(field.Payload).ToList();
        var domain = fields.Find(inner => inner.Number == OnnxFields.OperatorSet.Domain).Text;
        if (domain is "" or "ai.onnx")
            Opset = fields.Find(inner => inner.Number == OnnxFields.OperatorSet.Version).Value;
    }

    private void ReadGraphField(ProtobufField field)
    {
        switch (field.Number)
        {
            case OnnxFields.Graph.Node:
                _nodes.Add(OnnxNode.Read(field));
                break;
            case OnnxFields.Graph.Initializer:
                _initializers[NameIn(field, OnnxFields.Tensor.Name)] = field;
                break;
            case OnnxFields.Graph.Input:
                _inputs[NameIn(field, OnnxFields.ValueInfo.Name)] = field;
                break;
            case OnnxFields.Graph.Output:
                _outputs.Add(NameIn(field, OnnxFields.ValueInfo.Name));
                break;
            case OnnxFields.Graph.ValueInfo:
                break;
            default:
                _rest.Add(field);
                break;
        }
    }

    private static string NameIn(ProtobufField field, int number) =>
        ProtobufField.Read(field.Payload).FirstOrDefault(inner => inner.Number == number).Text;
}
