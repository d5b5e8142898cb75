using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Settings;

namespace Spotter.Sources.Folder;

/// <summary>Registers the source <c>folder</c>.</summary>
public static class FolderServices
{
    /// <summary>Adds the source, for a host whose disk stays and that people can put pictures on.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the section <c>Sources:Folder</c>.</param>
    public static IServiceCollection AddFolderSource(this IServiceCollection services, IConfiguration configuration) => services
        .AddSettings<FolderOptions>(configuration, "Sources:Folder")
        .AddSingleton<IPostSource, FolderSource>();
}
