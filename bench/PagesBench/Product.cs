using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Alerting;
using Spotter.Local;
using Spotter.Models;
using Spotter.Orchestration;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.Vision;
using Spotter.Web;

namespace PagesBench;

/// <summary>What <c>spotter watch</c> is made of, with a state and pictures of its own.</summary>
internal static class Product
{
    public static ServiceProvider Build(DirectoryInfo folder)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["State:Path"] = Path.Combine(folder.FullName, "state.db"),
            ["Pictures:Folder"] = Path.Combine(folder.FullName, "pictures"),
            ["Web:Address"] = "http://127.0.0.1:0",
        }).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSources(configuration)
            .AddScanning(configuration)
            .AddActivityRegistry()
            .AddClassifying(configuration)
            .AddLocal(configuration)
            .AddVision()
            .AddAlertChannels(configuration, TextWriter.Null)
            .AddSite(configuration)
            .BuildServiceProvider();
    }
}
