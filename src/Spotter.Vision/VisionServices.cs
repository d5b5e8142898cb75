using Microsoft.Extensions.DependencyInjection;
using Spotter.Models.Inference;
using Spotter.Pictures;
using Spotter.Vision.Decoding;
using Spotter.Vision.Drawing;
using Spotter.Vision.Inference;

namespace Spotter.Vision;

/// <summary>Registers what reads pictures and runs models.</summary>
public static class VisionServices
{
    /// <summary>Adds the decoder, the drawer, the renderer and the inference engine.</summary>
    public static IServiceCollection AddVision(this IServiceCollection services) => services
        .AddSingleton<IPictureDecoder, VipsPictureDecoder>()
        .AddSingleton<IPictureDrawer, ImageSharpPictureDrawer>()
        .AddSingleton<IPictureRenderer, VipsPictureRenderer>()
        .AddSingleton<IInferenceEngine, OnnxRuntimeEngine>();
}
