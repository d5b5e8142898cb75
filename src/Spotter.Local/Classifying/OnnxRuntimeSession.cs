using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text;
using Spotter.Classifying;
using Spotter.Local.Native;

namespace Spotter.Local.Classifying;

/// <summary>A model in ONNX Runtime. The library allows any number of runs at once on one session.</summary>
internal sealed unsafe class OnnxRuntimeSession : SafeHandle, IInferenceSession
{
    // ONNXTensorElementDataType of onnxruntime_c_api.h.
    private const int FloatType = 1;
    private const int ByteType = 2;
    private const int Int64Type = 7;
    private const int HalfType = 10;

    private static readonly Lazy<nint> CpuMemory = new(CreateCpuMemory);

    private readonly Dictionary<string, byte[]> _names;

    public OnnxRuntimeSession(nint session) : base(0, ownsHandle: true)
    {
        SetHandle(session);
        nuint inputs, outputs;
        OnnxRuntimeEngine.Check(OrtApi.GetInputCount(session, &inputs));
        OnnxRuntimeEngine.Check(OrtApi.GetOutputCount(session, &outputs));
        Inputs = [.. Enumerable.Range(0, (int)inputs).Select(index => Describe(index, OrtApi.GetInputName, OrtApi.GetInputTypeInfo))];
        Outputs = [.. Enumerable.Range(0, (int)outputs).Select(index => Describe(index, OrtApi.GetOutputName, OrtApi.GetOutputTypeInfo))];
        _names = Inputs.Concat(Outputs).Select(tensor => tensor.Name).Distinct().ToDictionary(name => name, name => Encoding.UTF8.GetBytes(name + '\0'));
    }

    public override bool IsInvalid => handle == 0;

    public IReadOnlyList<TensorDescription> Inputs { get; }

    public IReadOnlyList<TensorDescription> Outputs { get; }

    public float[] Run(string inputName, ElementType elementType, ReadOnlySpan<long> shape, ReadOnlySpan<byte> input, string outputName)
    {
        var held = false;
        DangerousAddRef(ref held);
        nint tensor = 0, output = 0;
        try
        {
            fixed (byte* data = input)
            fixed (long* dimensions = shape)
            fixed (byte* inputText = FindName(inputName))
            fixed (byte* outputText = FindName(outputName))
            {
                OnnxRuntimeEngine.Check(OrtApi.CreateTensor(CpuMemory.Value, data, (nuint)input.Length, dimensions, (nuint)shape.Length, ToNative(elementType), &tensor));
                var inputNames = inputText;
                var outputNames = outputText;
                OnnxRuntimeEngine.Check(OrtApi.Run(handle, 0, &inputNames, &tensor, 1, &outputNames, 1, &output));
                return Read(output);
            }
        }
        finally
        {
            if (output != 0)
                OrtApi.ReleaseValue(output);
            if (tensor != 0)
                OrtApi.ReleaseValue(tensor);
            if (held)
                DangerousRelease();
        }
    }

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseSession(handle);
        return true;
    }

    private static int ToNative(ElementType type) => type switch
    {
        ElementType.Float32 => FloatType,
        ElementType.Float16 => HalfType,
        ElementType.UInt8 => ByteType,
        ElementType.Int64 => Int64Type,
        _ => throw new InferenceException($"A tensor of type {type} cannot be run."),
    };

    private static ElementType FromNative(int type) => type switch
    {
        FloatType => ElementType.Float32,
        HalfType => ElementType.Float16,
        ByteType => ElementType.UInt8,
        Int64Type => ElementType.Int64,
        _ => ElementType.Other,
    };

    private static nint CreateCpuMemory()
    {
        const int ArenaAllocator = 1;
        const int DefaultMemory = 0;
        nint memory;
        OnnxRuntimeEngine.Check(OrtApi.CreateCpuMemoryInfo(ArenaAllocator, DefaultMemory, &memory));
        return memory;
    }

    private static float[] Read(nint tensor)
    {
        nint info;
        void* data;
        OnnxRuntimeEngine.Check(OrtApi.GetTensorTypeAndShape(tensor, &info));
        try
        {
            int type;
            nuint count;
            OnnxRuntimeEngine.Check(OrtApi.GetElementType(info, &type));
            OnnxRuntimeEngine.Check(OrtApi.GetElementCount(info, &count));
            OnnxRuntimeEngine.Check(OrtApi.GetTensorData(tensor, &data));
            return Widen(type, data, (int)count);
        }
        finally
        {
            OrtApi.ReleaseTensorInfo(info);
        }
    }

    private static float[] Widen(int type, void* data, int count)
    {
        var result = new float[count];
        switch (type)
        {
            case FloatType:
                new ReadOnlySpan<float>(data, count).CopyTo(result);
                break;
            case HalfType:
                TensorPrimitives.ConvertToSingle(new ReadOnlySpan<Half>(data, count), result);
                break;
            case ByteType:
                TensorPrimitives.ConvertChecked(new ReadOnlySpan<byte>(data, count), result.AsSpan());
                break;
            case Int64Type:
                TensorPrimitives.ConvertChecked(new ReadOnlySpan<long>(data, count), result.AsSpan());
                break;
            default:
                throw new InferenceException($"The model's output has ONNX element type {type}. Spotter reads float32, float16, uint8 and int64.");
        }

        return result;
    }

    private byte[] FindName(string name) =>
        _names.GetValueOrDefault(name)
        ?? throw new InferenceException($"The model has no input or output '{name}'. It has: {string.Join(", ", _names.Keys)}.");

    private TensorDescription Describe(
        int index, delegate* unmanaged<nint, nuint, nint, byte**, nint> getName, delegate* unmanaged<nint, nuint, nint*, nint> getTypeInfo)
    {
        nint allocator, typeInfo, tensorInfo;
        byte* text;
        OnnxRuntimeEngine.Check(OrtApi.GetDefaultAllocator(&allocator));
        OnnxRuntimeEngine.Check(getName(handle, (nuint)index, allocator, &text));
        var name = Marshal.PtrToStringUTF8((nint)text)!;
        OnnxRuntimeEngine.Check(OrtApi.AllocatorFree(allocator, text));

        OnnxRuntimeEngine.Check(getTypeInfo(handle, (nuint)index, &typeInfo));
        try
        {
            OnnxRuntimeEngine.Check(OrtApi.CastToTensorInfo(typeInfo, &tensorInfo));
            return tensorInfo == 0 ? new TensorDescription(name, ElementType.Other, []) : Describe(name, tensorInfo);
        }
        finally
        {
            OrtApi.ReleaseTypeInfo(typeInfo);
        }
    }

    private static TensorDescription Describe(string name, nint tensorInfo)
    {
        int type;
        nuint rank;
        OnnxRuntimeEngine.Check(OrtApi.GetElementType(tensorInfo, &type));
        OnnxRuntimeEngine.Check(OrtApi.GetDimensionsCount(tensorInfo, &rank));
        var shape = new long[rank];
        fixed (long* dimensions = shape)
            OnnxRuntimeEngine.Check(OrtApi.GetDimensions(tensorInfo, dimensions, rank));
        return new TensorDescription(name, FromNative(type), shape);
    }
}
