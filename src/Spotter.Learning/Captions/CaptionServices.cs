using Microsoft.Extensions.DependencyInjection;

namespace Spotter.Learning.Captions;

/// <summary>Registers what is done with models of captions.</summary>
public static class CaptionServices
{
    /// <summary>
    /// Adds <see cref="CaptionTrainer"/> and <see cref="CaptionEvaluator"/>. The host adds an
    /// <see cref="Models.Inference.IInferenceEngine"/>.
    /// </summary>
    public static IServiceCollection AddCaptionTraining(this IServiceCollection services) =>
        services.AddSingleton<CaptionTrainer>().AddSingleton<CaptionEvaluator>();
}
