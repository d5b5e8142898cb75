using System.Globalization;

namespace Spotter.Models.Onnx;

/// <summary>Where the values of a tensor are that an ONNX file leaves to a data file.</summary>
/// <param name="File">The data file, as the ONNX file writes it: nothing about it is checked.</param>
/// <param name="Offset">Where they begin, in bytes.</param>
/// <param name="Length">How many bytes they have; null for all up to the file's end.</param>
internal readonly record struct OnnxDataPart(string File, long Offset, long? Length)
{
    /// <param name="tensor">The fields of a TensorProto.</param>
    /// <returns>Null for a tensor that holds its values itself.</returns>
    /// <exception cref="InvalidDataException">It names no file, or a place that is no number.</exception>
    public static OnnxDataPart? Find(IReadOnlyList<ProtobufField> tensor)
    {
        if (!tensor.Any(field => field is { Number: OnnxFields.Tensor.DataLocation, Value: OnnxFields.DataLocation.External }))
            return null;

        var entries = new Dictionary<string, string>();
        foreach (var entry in tensor.Where(field => field.Number == OnnxFields.Tensor.ExternalData))
            entries[TextIn(entry, OnnxFields.Entry.Key)] = TextIn(entry, OnnxFields.Entry.Value);
        return entries.TryGetValue("location", out var file) && file.Length > 0
            ? new OnnxDataPart(file, NumberIn(entries, "offset") ?? 0, NumberIn(entries, "length"))
            : throw new InvalidDataException("It leaves the values of a tensor to another file and names none.");
    }

    /// <exception cref="InvalidDataException">The file ends before.</exception>
    public ReadOnlyMemory<byte> In(ReadOnlyMemory<byte> content)
    {
        var length = Length ?? content.Length - Offset;
        return Offset <= content.Length && length >= 0 && length <= content.Length - Offset
            ? content.Slice((int)Offset, (int)length)
            : throw new InvalidDataException(
                $"It looks for values behind the end of {File}, which has {content.Length} bytes. Put the two files beside each other "
                    + $"that were written together."
            );
    }

    private static string TextIn(ProtobufField entry, int number) =>
        ProtobufField.Read(entry.Payload).LastOrDefault(field => field.Number == number).Text;

    private static long? NumberIn(Dictionary<string, string> entries, string key)
    {
        if (!entries.TryGetValue(key, out var text))
            return null;

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new InvalidDataException($"The {key} of a tensor's values in another file is '{text}', which is no number.");
    }
}
