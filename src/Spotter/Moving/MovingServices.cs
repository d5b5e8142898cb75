using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spotter.Moving.Exporting;
using Spotter.Moving.Importing;
using Spotter.Pictures;

namespace Spotter.Moving;

/// <summary>Registers what takes posts and pictures out and in.</summary>
public static class MovingServices
{
    /// <summary>Adds it.</summary>
    public static IServiceCollection AddMoving(this IServiceCollection services)
    {
        services.TryAddSingleton<VideoIntake>();
        return services
            .AddSingleton<Export>()
            .AddSingleton<Import>();
    }
}
