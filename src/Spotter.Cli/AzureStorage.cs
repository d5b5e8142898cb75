using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Azure;

namespace Spotter.Cli;

/// <summary>The stores of the app on Azure, beside those of this machine.</summary>
internal sealed class AzureStorage(IConfiguration configuration) : IAsyncDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddLogging().AddAzureStorage(configuration).BuildServiceProvider();

    /// <summary>One of the parts.</summary>
    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
