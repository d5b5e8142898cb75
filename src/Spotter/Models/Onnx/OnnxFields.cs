namespace Spotter.Models.Onnx;

/// <summary>
/// The field numbers of ONNX that are written or read here, as
/// <see href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3">onnx.proto3</see> gives them.
/// </summary>
internal static class OnnxFields
{
    public static class Model
    {
        public const int IrVersion = 1, ProducerName = 2, Graph = 7, OpsetImport = 8, TrainingInfo = 20, Function = 25;
    }

    public static class OperatorSet
    {
        public const int Domain = 1, Version = 2;
    }

    public static class Graph
    {
        public const int Node = 1, Name = 2, Initializer = 5, Input = 11, Output = 12, ValueInfo = 13, SparseInitializer = 15;
    }

    public static class Node
    {
        public const int Input = 1, Output = 2, OpType = 4, Attribute = 5;
    }

    public static class Attribute
    {
        public const int Name = 1,
            Int = 3,
            String = 4,
            Tensor = 5,
            Graph = 6,
            Ints = 8,
            Tensors = 10,
            Graphs = 11,
            Type = 20,
            SparseTensor = 22,
            SparseTensors = 23;
    }

    /// <summary>AttributeProto.AttributeType.</summary>
    public static class AttributeType
    {
        public const int Int = 2, String = 3, Tensor = 4, Ints = 7;
    }

    public static class Tensor
    {
        public const int Dims = 1, DataType = 2, Name = 8, RawData = 9, ExternalData = 13, DataLocation = 14;
    }

    public static class SparseTensor
    {
        public const int Values = 1, Indices = 2;
    }

    public static class Function
    {
        public const int Node = 7, Attribute = 11;
    }

    public static class TrainingInfo
    {
        public const int Initialization = 1, Algorithm = 2;
    }

    /// <summary>StringStringEntryProto.</summary>
    public static class Entry
    {
        public const int Key = 1, Value = 2;
    }

    /// <summary>TensorProto.DataLocation.</summary>
    public static class DataLocation
    {
        public const int External = 1;
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
