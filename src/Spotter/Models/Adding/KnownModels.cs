using Spotter.Pictures;

namespace Spotter.Models.Adding;

/// <summary>
/// The picture classifiers of the ONNX model zoo that are ready to add. SHA-256, length, input and output are those of the zoo's manifest
/// (<see href="https://github.com/onnx/models/blob/main/ONNX_HUB_MANIFEST.json"/>), how pictures are read is from its pages; the files are
/// where
/// the zoo moved in July 2025 (<see href="https://huggingface.co/onnxmodelzoo"/>).
/// </summary>
public static class KnownModels
{
    private const string Zoo = "https://huggingface.co/onnxmodelzoo/legacy_models/resolve/main/validated/vision/classification/";
    private static readonly float[] CaffeMean = [104, 117, 123];

    // Mean and standard deviation of ImageNet's colours, 0 to 255.
    private static readonly float[] TorchMean = [123.675f, 116.28f, 103.53f];
    private static readonly float[] TorchScale = [1 / 58.395f, 1 / 57.12f, 1 / 57.375f];

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<KnownModel> All { get; } =
    [
        Make(
            "inception-v1",
            "inception_and_googlenet/inception_v1/model/inception-v1-12.onnx",
            "814b31a6316873bd03d2d808415ce1f40a7bf48ad88eab5ecc3cdc8dc6cf38ec",
            28_021_958,
            "MIT",
            Caffe("data_0"),
            "prob_1",
            OutputKind.Scores,
            "Inception v1 (GoogLeNet): a good middle between speed and accuracy."
        ),
        Make(
            "inception-v2",
            "inception_and_googlenet/inception_v2/model/inception-v2-9.onnx",
            "37ed4aa93f817fd0d1cc19bda045ebd70f18d0887a5f51e66ecd0ed8fd5a65c2",
            45_042_799,
            "MIT",
            Caffe("data_0"),
            "prob_1",
            OutputKind.Scores,
            "Inception v2: more accurate than v1, and slower."
        ),
        Make(
            "mobilenet-v2",
            "mobilenet/model/mobilenetv2-12.onnx",
            "c0c3f76d93fa3fd6580652a45618618a220fced18babf65774ed169de0432ad5",
            13_964_571,
            "Apache-2.0",
            Torch("input"),
            "output",
            OutputKind.Logits,
            "MobileNet v2: small, fast and accurate; the one to begin with."
        ),
        Make(
            "resnet-50",
            "resnet/model/resnet50-v1-12.onnx",
            "3f03fdef724b22947eed826f1eef1dc5c34151bb4c37d634f1db89dfa2dd1526",
            102_576_593,
            "Apache-2.0",
            Torch("data"),
            "resnetv17_dense0_fwd",
            OutputKind.Logits,
            "ResNet-50: the most accurate of these, and the slowest."
        ),
        Make(
            "squeezenet",
            "squeezenet/model/squeezenet1.0-12.onnx",
            "dec81a8684617770b3cf13fadc1d92565d1d453d23935fc6388b792d99c992bd",
            4_952_956,
            "Apache-2.0",
            Caffe("data_0"),
            "softmaxout_1",
            OutputKind.Scores,
            "SqueezeNet 1.0: the smallest and the least accurate of these."
        ),
    ];

    private static ModelInput Caffe(string input) => new()
    {
        Name = input,
        Width = 224,
        Height = 224,
        Channels = ChannelOrder.Bgr,
        Mean = CaffeMean,
        Fit = PictureFit.Squash,
    };

    private static ModelInput Torch(string input) => new()
    {
        Name = input,
        Width = 224,
        Height = 224,
        Channels = ChannelOrder.Rgb,
        Mean = TorchMean,
        Scale = TorchScale,
        Fit = PictureFit.CentreCrop,
    };

    private static KnownModel Make(
        string name,
        string path,
        string sha256,
        long bytes,
        string licence,
        ModelInput input,
        string output,
        OutputKind kind,
        string summary
    ) =>
        new(
            new Uri(Zoo + path),
            bytes,
            licence,
            new ModelDescription
            {
                Name = name,
                Summary = $"{summary} Tells the 1,000 classes of ImageNet apart.",
                Sha256 = sha256,
                Input = input,
                Output = new ModelOutput { Name = output, Kind = kind },
                Labels = ImageNetLabels.All,
            }
        );
}
