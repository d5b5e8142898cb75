using Microsoft.Extensions.Options;
using Spotter.Models.Inference;
using Spotter.Vision.Decoding;
using Spotter.Vision.Inference;

namespace Spotter.Tests.Models;

/// <summary>What reads pictures and runs models, as both hosts have it.</summary>
internal static class RealParts
{
    public static OnnxRuntimeEngine Engine { get; } = new(Options.Create(new InferenceOptions()));

    public static VipsPictureDecoder Decoder { get; } = new();

    public static byte[] Stripes { get; } =
        new VipsPictureRenderer().Render(
            "<svg xmlns='http://www.w3.org/2000/svg' width='160' height='160'><rect width='160' height='160' fill='teal'/><rect x='40' "
                + "width='40' height='160' fill='white'/></svg>",
            quality: 90
        );
}
