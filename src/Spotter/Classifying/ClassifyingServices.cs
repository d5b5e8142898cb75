using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Spotter.Classifying;

/// <summary>Registers classifying.</summary>
public static class ClassifyingServices
{
    /// <summary>Adds the models and the classifier. The host adds an <see cref="IInferenceEngine"/> and an <see cref="Pictures.IPictureDecoder"/>.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the sections <c>Models</c> and <c>Inference</c>.</param>
    public static IServiceCollection AddClassifying(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ModelOptions>().Bind(configuration.GetSection("Models")).ValidateOnStart();
        services.AddOptions<InferenceOptions>().Bind(configuration.GetSection("Inference")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelOptions>, ModelOptionsValidator>();
        services.AddSingleton<IValidateOptions<InferenceOptions>, InferenceOptionsValidator>();
        services.AddSingleton<ModelCatalog>();
        services.AddSingleton<IPictureClassifier, PictureClassifier>();
        return services;
    }
}
