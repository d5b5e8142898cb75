using Microsoft.Extensions.DependencyInjection;

namespace Spotter.Captions;

/// <summary>Registers models of captions.</summary>
public static class CaptionModelServices
{
    /// <summary>
    /// Adds the models of captions and what they said. The host adds what <see cref="Models.ClassifyingServices"/> adds, and the state.
    /// </summary>
    public static IServiceCollection AddCaptions(this IServiceCollection services) =>
        services.AddSingleton<CaptionModels>().AddSingleton<CaptionTallies>();
}
