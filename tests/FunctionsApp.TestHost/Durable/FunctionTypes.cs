using Microsoft.Azure.WebJobs;

namespace Spotter.FunctionsApp.TestHost.Durable;

/// <summary>Where the WebJobs host finds its functions.</summary>
internal sealed class FunctionTypes(Type functions) : ITypeLocator
{
    public IReadOnlyList<Type> GetTypes() => [functions];
}
