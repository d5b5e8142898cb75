using Google.Protobuf;

namespace Spotter.Models.Onnx;

/// <summary>
/// Finds the data files that an ONNX file leaves values to, and puts those values into it
/// (<see href="https://github.com/onnx/onnx/blob/main/docs/ExternalData.md">ONNX, External Data</see>).
/// </summary>
/// <param name="read">Gives the values of a part.</param>
/// <param name="maxBytes">The most bytes that all those values may have.</param>
internal sealed class OnnxDataFiles(Func<OnnxDataPart, ReadOnlyMemory<byte>> read, long maxBytes)
{
    // As deep as protobuf lets messages nest.
    private const int Deepest = 100;

    private static readonly Dictionary<(Message Outer, int Field), Message> Inner = new()
    {
        [(Message.Model, OnnxFields.Model.Graph)] = Message.Graph,
        [(Message.Model, OnnxFields.Model.TrainingInfo)] = Message.TrainingInfo,
        [(Message.Model, OnnxFields.Model.Function)] = Message.Function,
        [(Message.TrainingInfo, OnnxFields.TrainingInfo.Initialization)] = Message.Graph,
        [(Message.TrainingInfo, OnnxFields.TrainingInfo.Algorithm)] = Message.Graph,
        [(Message.Function, OnnxFields.Function.Node)] = Message.Node,
        [(Message.Function, OnnxFields.Function.Attribute)] = Message.Attribute,
        [(Message.Graph, OnnxFields.Graph.Node)] = Message.Node,
        [(Message.Graph, OnnxFields.Graph.Initializer)] = Message.Tensor,
        [(Message.Graph, OnnxFields.Graph.SparseInitializer)] = Message.SparseTensor,
        [(Message.Node, OnnxFields.Node.Attribute)] = Message.Attribute,
        [(Message.Attribute, OnnxFields.Attribute.Tensor)] = Message.Tensor,
        [(Message.Attribute, OnnxFields.Attribute.Tensors)] = Message.Tensor,
        [(Message.Attribute, OnnxFields.Attribute.Graph)] = Message.Graph,
        [(Message.Attribute, OnnxFields.Attribute.Graphs)] = Message.Graph,
        [(Message.Attribute, OnnxFields.Attribute.SparseTensor)] = Message.SparseTensor,
        [(Message.Attribute, OnnxFields.Attribute.SparseTensors)] = Message.SparseTensor,
        [(Message.SparseTensor, OnnxFields.SparseTensor.Values)] = Message.Tensor,
        [(Message.SparseTensor, OnnxFields.SparseTensor.Indices)] = Message.Tensor,
    };

    private long _bytes;

    private enum Message
    {
        Model,
        TrainingInfo,
        Function,
        Graph,
        Node,
        Attribute,
        SparseTensor,
        Tensor,
    }

    /// <summary>The data files that an ONNX file names, in ordinal order, as it writes them.</summary>
    /// <returns>Nothing for bytes that are no protobuf message, too: nothing runs them.</returns>
    /// <exception cref="InvalidDataException">It names them in a way that cannot be read.</exception>
    public static IReadOnlyCollection<string> Find(ReadOnlyMemory<byte> model)
    {
        var files = new SortedSet<string>(StringComparer.Ordinal);
        var finder = new OnnxDataFiles(part =>
        {
            files.Add(part.File);
            return default;
        }, long.MaxValue);
        try
        {
            finder.Rewrite(Message.Model, model, depth: 0);
            return files;
        }
        catch (InvalidProtocolBufferException)
        {
            return [];
        }
    }

    /// <summary>The same model, with all values in its own file.</summary>
    /// <exception cref="InvalidDataException">
    /// It asks for what a data file does not have, or would be larger than <paramref name="maxBytes"/>.
    /// </exception>
    public static byte[] Join(ReadOnlyMemory<byte> model, IReadOnlyDictionary<string, ReadOnlyMemory<byte>> files, long maxBytes)
    {
        var joiner = new OnnxDataFiles(part => part.In(files[part.File]), maxBytes - model.Length);
        var pieces = joiner.Rewrite(Message.Model, model, depth: 0) ?? [model];
        var joined = GC.AllocateUninitializedArray<byte>(LengthOf(pieces));
        var rest = joined.AsMemory();
        foreach (var piece in pieces)
        {
            piece.CopyTo(rest);
            rest = rest[piece.Length..];
        }

        return joined;
    }

    // Pieces rather than bytes: a model is large, and each message around it would copy it once more. Null where nothing changes.
    private List<ReadOnlyMemory<byte>>? Rewrite(Message message, ReadOnlyMemory<byte> bytes, int depth)
    {
        if (message == Message.Tensor)
            return RewriteTensor([.. ProtobufField.Read(bytes)]);
        if (depth == Deepest)
            throw new InvalidDataException("Its graphs are nested too deep.");

        var pieces = new List<ReadOnlyMemory<byte>>();
        var changed = false;
        foreach (var field in ProtobufField.Read(bytes))
        {
            var inner = Inner.TryGetValue((message, field.Number), out var kind) ? Rewrite(kind, field.Payload, depth + 1) : null;
            changed |= inner is not null;
            pieces.AddRange(inner is null ? [field.Raw] : Wrap(field.Number, inner));
        }

        return changed ? pieces : null;
    }

    private List<ReadOnlyMemory<byte>>? RewriteTensor(List<ProtobufField> tensor)
    {
        if (OnnxDataPart.Find(tensor) is not { } part)
            return null;

        // Many tensors may share one part, so that little becomes much.
        var values = read(part);
        _bytes += values.Length;
        if (_bytes > maxBytes)
            throw new InvalidDataException("It is too large with the values of its data files.");

        return
        [
            .. tensor.Where(IsKept).Select(field => field.Raw),
            .. Wrap(OnnxFields.Tensor.RawData, [values]),
        ];
    }

    private static bool IsKept(ProtobufField field) =>
        field.Number is not (OnnxFields.Tensor.RawData or OnnxFields.Tensor.ExternalData or OnnxFields.Tensor.DataLocation);

    private static List<ReadOnlyMemory<byte>> Wrap(int field, List<ReadOnlyMemory<byte>> content) =>
        [ProtobufMessage.Head(field, LengthOf(content)), .. content];

    private static int LengthOf(List<ReadOnlyMemory<byte>> pieces) => pieces.Sum(piece => piece.Length);
}
