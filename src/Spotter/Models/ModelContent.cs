namespace Spotter.Models;

/// <summary>An ONNX file that was read, with the files beside it that hold its weights.</summary>
/// <param name="Model">The bytes of a model that needs no other file: the values of data files are in it.</param>
/// <param name="Sha256">
/// 64 hexadecimal digits: of the ONNX file's bytes, followed by those of each data file in ordinal order of their names.
/// Without data files that is the file's own.
/// </param>
/// <param name="DataFiles">The names of the data files, in ordinal order; they lie beside the ONNX file.</param>
public sealed record ModelContent(byte[] Model, string Sha256, IReadOnlyList<string> DataFiles);
