using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spotter.Settings;

namespace Spotter.Learning.Training;

/// <summary>Registers training.</summary>
public static class TrainingServices
{
    /// <summary>
    /// Adds <see cref="ModelTrainer"/>, <see cref="ModelEvaluator"/> and <see cref="ModelRenewals"/>. The host adds scanning, an
    /// <see cref="Models.Inference.IInferenceEngine"/> and an <see cref="Pictures.IPictureDecoder"/>.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the section <c>Training</c>.</param>
    public static IServiceCollection AddTraining(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<TrainingOptions>(configuration, "Training");
        services.AddSingleton(new SettingsSection("Training:Models:NAME", typeof(ModelTrainingOptions)));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ModelTrainer>();
        services.AddSingleton<ModelEvaluator>();
        services.AddSingleton<ModelRenewals>();
        return services;
    }
}
