namespace Spotter.Training.Onnx;

/// <summary>
/// The field numbers of ONNX that are written or read here, as
/// <see href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3">onnx.proto3</see> gives them.
/// </summary>
internal static class OnnxFields
{
    public static class Model
    {
        public const int IrVersion = 1, ProducerName = 2, Graph = 7, OpsetImport = 8;
    }

    public static class OperatorSet
    {
        public const int Domain = 1, Version = 2;
    }

    public static class Graph
    {
        public const int Node = 1, Name = 2, Initializer = 5, Input = 11, Output = 12, ValueInfo = 13;
    }

    public static class Node
    {
        public const int Input = 1, Output = 2, OpType = 4, Attribute = 5;
    }

    public static class Attribute
    {
        public const int Name = 1, Int = 3, String = 4, Tensor = 5, Graph = 6, Ints = 8, Graphs = 11, Type = 20;
    }

    /// <summary>AttributeProto.AttributeType.</summary>
    public static class AttributeType
    {
        public const int Int = 2, String = 3, Tensor = 4, Ints = 7;
    }

    public static class Tensor
    {
        public const int Dims = 1, DataType = 2, Name = 8, RawData = 9;
    }

    /// <summary>TensorProto.DataType.</summary>
    public static class DataType
    {
        public const int Float = 1, Int64 = 7;
    }

    public static class ValueInfo
    {
        public const int Name = 1, Type = 2;
    }

    public static class Type
    {
        public const int TensorType = 1, ElementType = 1, Shape = 2, Dimension = 1, DimensionValue = 1;
    }
}
