using Spotter.FunctionsApp.TestHost.Published;

namespace Spotter.FunctionsApp.HostTests;

/// <summary>The app as it was published beside these tests when they were built.</summary>
internal static class PublishedFolder
{
    public static PublishedApp App { get; } = PublishedApp.Read(Path.Combine(AppContext.BaseDirectory, "app"));
}
