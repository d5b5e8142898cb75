using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spotter.Reporting;
using Spotter.Settings;
using Spotter.Web.Accounts;
using Spotter.Web.Api;
using Spotter.Web.Assets;
using Spotter.Web.Checks;
using Spotter.Web.Entrance;
using Spotter.Web.Feed;
using Spotter.Web.Insights;
using Spotter.Web.Models;
using Spotter.Web.News;
using Spotter.Web.Pictures;
using Spotter.Web.Review;
using Spotter.Web.Scans;

namespace Spotter.Web;

/// <summary>Registers the pages and the HTTP API.</summary>
public static class SiteServices
{
    /// <summary>
    /// Adds them. The host adds scanning and the ports of the product, and first its <see cref="SiteHost"/> where it is not one machine.
    /// </summary>
    /// <param name="configuration">Holds the section <c>Web</c>.</param>
    public static IServiceCollection AddSite(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<WebOptions>(configuration, "Web");
        services.AddSingleton<AccessKeys>();
        services.AddSingleton<SignInPace>();
        services.AddSingleton<Gate>();
        services.AddSingleton<Problems>();
        services.AddSingleton<Site>();
        services.AddSingleton(provider => new HostedSite(provider.GetRequiredService<Site>()));
        services.TryAddSingleton(new SiteHost());
        services.AddSingleton<Thumbnails>();
        services.AddSingleton<PostSearch>();
        services.AddSingleton<PostVideos>();
        services.AddSingleton<Labelling>();
        services.AddSingleton<AccountReader>();
        services.AddSingleton<ModelHealth>();
        services.AddSingleton<CommentLabels>();
        services.AddSingleton<ModelReader>();
        services.AddSingleton<RenewalDesk>();
        services.AddSingleton<UploadDesk>();
        services.AddSingleton<TrainingView>();
        services.AddSingleton<ReviewCount>();
        services.AddSingleton<CorrectionsBar>();
        services.AddSingleton<FindingsGatherer>();
        services.AddSingleton<FindingsCache>();
        services.AddSingleton<IInsightsReport, InsightsReport>();
        return services
            .AddPages<AssetPages>()
            .AddPages<EntrancePages>()
            .AddPages<PicturePages>()
            .AddPages<VideoPages>()
            .AddPages<FeedPages>()
            .AddPages<PostPages>()
            .AddPages<EventPages>()
            .AddPages<AccountPages>()
            .AddPages<EditPages>()
            .AddPages<ScanPages>()
            .AddPages<ReviewPages>()
            .AddPages<ModelPages>()
            .AddPages<TrainingPages>()
            .AddPages<UploadPages>()
            .AddPages<ComparePages>()
            .AddPages<CheckPages>()
            .AddPages<InsightsPages>()
            .AddPages<PostCalls>()
            .AddPages<AccountCalls>()
            .AddPages<ScanCalls>()
            .AddPages<ModelCalls>()
            .AddPages<HealthCalls>();
    }

    /// <summary>Adds what a host's pipeline needs of ASP.NET Core.</summary>
    public static IServiceCollection AddSiteHosting(this IServiceCollection services) => services
        .AddRouting()
        .ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, WebJson.Default);
            json.SerializerOptions.TypeInfoResolverChain.Insert(1, FindingsJson.Default);
            json.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        })
        // What a call's words cannot be read as is told as everything else is.
        .Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true)
        .AddOpenApi();

    private static IServiceCollection AddPages<T>(this IServiceCollection services) where T : class, IPages =>
        services.AddSingleton<IPages, T>();
}
