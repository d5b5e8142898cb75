using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Spotter.Orchestration;

/// <summary>Registers activities.</summary>
public static class OrchestrationServices
{
    /// <summary>
    /// Adds an activity for hosts that construct it and for those that find it by name in the <see cref="ActivityRegistry"/>.
    /// </summary>
    public static IServiceCollection AddActivity<TSelf, TInput, TOutput>(this IServiceCollection services)
        where TSelf : class, IActivity<TSelf, TInput, TOutput>
    {
        services.AddSingleton<TSelf>();
        services.AddSingleton<Action<IServiceProvider, ActivityRegistry>>((provider, registry) => registry.Add(
            provider.GetRequiredService<TSelf>()));
        return services;
    }

    /// <summary>Adds the <see cref="ActivityRegistry"/> with every activity added by <see cref="AddActivity"/>.</summary>
    public static IServiceCollection AddActivityRegistry(this IServiceCollection services) => services.AddSingleton(provider =>
    {
        var registry = new ActivityRegistry(provider.GetRequiredService<ILogger<ActivityRegistry>>());
        foreach (var add in provider.GetServices<Action<IServiceProvider, ActivityRegistry>>())
            add(provider, registry);
        return registry;
    });
}
