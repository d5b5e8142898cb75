using Spotter.FunctionsApp.Azurite;

namespace Spotter.Azure.Tests;

/// <summary>
/// The classes that share one <see cref="AzuriteFixture"/>: they carry <c>[Collection(SharedAzurite.Name)]</c> and take it in their
/// constructor.
/// </summary>
[CollectionDefinition(Name)]
public sealed class SharedAzurite : ICollectionFixture<AzuriteFixture>
{
    public const string Name = "Azurite";
}
