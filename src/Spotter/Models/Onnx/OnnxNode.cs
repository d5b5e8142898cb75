namespace Spotter.Models.Onnx;

/// <summary>One operation of a graph that was read.</summary>
/// <param name="Inputs">The tensors it names as inputs.</param>
/// <param name="Outputs">The tensors it computes.</param>
/// <param name="HasGraph">It holds a graph of its own, as <c>If</c> and <c>Loop</c> do.</param>
/// <param name="Raw">The field of the graph that it was read from.</param>
internal sealed record OnnxNode(IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, bool HasGraph, ReadOnlyMemory<byte> Raw)
{
    public static OnnxNode Read(ProtobufField field)
    {
        List<string> inputs = [], outputs = [];
        var hasGraph = false;
        foreach (var inner in ProtobufField.Read(field.Payload))
        {
            if (inner.Number == OnnxFields.Node.Input)
                inputs.Add(inner.Text);
            else if (inner.Number == OnnxFields.Node.Output)
                outputs.Add(inner.Text);
            else if (inner.Number == OnnxFields.Node.Attribute)
                hasGraph |= ProtobufField.Read(inner.Payload).Any(
                    part => part.Number is OnnxFields.Attribute.Graph or OnnxFields.Attribute.Graphs);
        }

        return new OnnxNode(inputs, outputs, hasGraph, field.Raw);
    }
}
