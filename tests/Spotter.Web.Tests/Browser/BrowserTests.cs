using Spotter.Web.Contracts;

namespace Spotter.Web.Tests.Browser;

/// <summary>The tests that look at pages share a browser, and take turns.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserTests : ICollectionFixture<ChromiumBrowser>
{
    /// <summary>The collection of the classes that share it.</summary>
    public const string Name = "The browser";
}
