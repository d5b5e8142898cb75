using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Spotter.Calls;
using Spotter.Models.Hosted;
using Spotter.Models.Inference;
using Spotter.Models.Uploading;
using Spotter.Settings;

namespace Spotter.Models;

/// <summary>Registers classifying.</summary>
public static class ClassifyingServices
{
    /// <summary>
    /// Adds the models, kept in a folder unless the host adds another <see cref="IModelStore"/>, and the classifier. The host adds an
    /// <see cref="IInferenceEngine"/> and an <see cref="Pictures.IPictureDecoder"/>; hosted models need the state and the scan's call
    /// budget.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the sections <c>Models</c>, <c>Inference</c> and <c>Clarifai</c>.</param>
    public static IServiceCollection AddClassifying(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<ModelOptions>(configuration, "Models");
        services.AddSettings<InferenceOptions>(configuration, "Inference");
        services.AddSettings<ClarifaiOptions>(configuration, "Clarifai");

        services.AddGuardedClient(
            ClarifaiTagger.ClientName,
            provider => ClientReach.OfSettings(provider.GetRequiredService<IOptions<ClarifaiOptions>>().Value.BaseAddress));
        services.AddSingleton<ClarifaiTagger>();
        services.AddSingleton<HostedClassifier>();
        // It opens the state, which models that run here do without.
        services.AddSingleton(provider => new Lazy<HostedClassifier>(provider.GetRequiredService<HostedClassifier>));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IModelStore, FolderModelStore>();
        services.AddSingleton<ModelCatalog>();
        services.AddSingleton<ModelUploads>();
        services.AddSingleton<IPictureClassifier, PictureClassifier>();
        return services;
    }
}
