using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Spotter.Models.Hosted;
using Spotter.Models.Inference;

namespace Spotter.Models;

/// <summary>Registers classifying.</summary>
public static class ClassifyingServices
{
    /// <summary>Adds the models and the classifier. The host adds an <see cref="IInferenceEngine"/> and an <see cref="Pictures.IPictureDecoder"/>; hosted models need the state and the scan's call budget.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the sections <c>Models</c>, <c>Inference</c> and <c>Clarifai</c>.</param>
    public static IServiceCollection AddClassifying(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ModelOptions>().Bind(configuration.GetSection("Models")).ValidateOnStart();
        services.AddOptions<InferenceOptions>().Bind(configuration.GetSection("Inference")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ModelOptions>, ModelOptionsValidator>();
        services.AddSingleton<IValidateOptions<InferenceOptions>, InferenceOptionsValidator>();
        services.AddOptions<ClarifaiOptions>().Bind(configuration.GetSection("Clarifai")).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ClarifaiOptions>, ClarifaiOptionsValidator>();
        services.AddSingleton<IValidateOptions<ClarifaiOptions>, ClarifaiAddressValidator>();

        // Without the usual loggers, which could show the key. A redirect must not carry it elsewhere.
        services.AddHttpClient(ClarifaiTagger.ClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        services.AddSingleton<ClarifaiTagger>();
        services.AddSingleton<HostedClassifier>();
        services.AddSingleton<ModelCatalog>();
        services.AddSingleton<IPictureClassifier, PictureClassifier>();
        return services;
    }
}
