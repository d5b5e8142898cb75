using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Reading.Installed;
using Spotter.Settings;

namespace Spotter.Reading;

/// <summary>Registers reading.</summary>
public static class ReadingServices
{
    /// <summary>Adds the reader of words. The host adds what <see cref="Models.ClassifyingServices"/> needs, too.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the section <c>Reading</c>.</param>
    public static IServiceCollection AddReading(this IServiceCollection services, IConfiguration configuration) =>
        services
            .AddSettings<ReadingOptions>(configuration, "Reading")
            .AddSingleton<PictureReader>()
            .AddSingleton<IPictureReader>(provider => provider.GetRequiredService<PictureReader>())
            .AddSingleton<IReaderStatus>(provider => provider.GetRequiredService<PictureReader>());
}
