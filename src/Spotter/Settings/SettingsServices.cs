using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Spotter.Settings;

/// <summary>Registers settings.</summary>
public static class SettingsServices
{
    /// <summary>
    /// Binds a class to a section and checks it at the start by its data annotations and, where it is an
    /// <see cref="System.ComponentModel.DataAnnotations.IValidatableObject"/>, by what it finds itself.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the section.</param>
    /// <param name="section">Its name, such as <c>Sources:Folder</c>.</param>
    public static IServiceCollection AddSettings<TOptions>(this IServiceCollection services, IConfiguration configuration, string section)
        where TOptions : class
    {
        services.AddOptions<TOptions>().Bind(configuration.GetSection(section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TOptions>>(new SettingsValidator<TOptions>(section));
        return services.AddSingleton(new SettingsSection(section, typeof(TOptions)));
    }

    /// <summary>Every section that was added, known before any service is made.</summary>
    public static IReadOnlyList<SettingsSection> FindSettings(this IServiceCollection services) =>
        [.. services
            .Where(service => service.ServiceType == typeof(SettingsSection))
            .Select(service => (SettingsSection)service.ImplementationInstance!)];
}
