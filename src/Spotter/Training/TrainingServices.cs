using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Spotter.Training;

/// <summary>Registers training.</summary>
public static class TrainingServices
{
    /// <summary>Adds the <see cref="ModelTrainer"/>. The host adds an <see cref="Classifying.IInferenceEngine"/> and an <see cref="Pictures.IPictureDecoder"/>.</summary>
    public static IServiceCollection AddTraining(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ModelTrainer>();
        return services;
    }
}
