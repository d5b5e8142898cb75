using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Spotter.Alerting;
using Spotter.Calls;
using Spotter.Captions;
using Spotter.Corrections;
using Spotter.Orchestration;
using Spotter.Pictures;
using Spotter.Posts;
using Spotter.Reading;
using Spotter.Settings;
using Spotter.Sources;
using Spotter.Watching;

namespace Spotter.Scanning;

/// <summary>Registers scanning.</summary>
public static class ScanningServices
{
    /// <summary>
    /// Adds the watches, the scan and its activities, and people's labels. The host adds the ports: state, pictures, decoder, classifier,
    /// sources, channels, <see cref="ILeaseOwners"/>.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="configuration">Holds the sections <c>Scanning</c>, <c>Watching</c> and <c>Reading</c>.</param>
    public static IServiceCollection AddScanning(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<ScanningOptions>(configuration, "Scanning");
        services.AddSettings<RetryOptions>(configuration, "Scanning");
        services.AddSettings<WatchingOptions>(configuration, "Watching");

        services.TryAddSingleton(TimeProvider.System);
        services.AddReading(configuration);
        services.AddCaptions();
        services.AddSingleton<PostSources>();
        services.AddSingleton<AlertChannels>();
        services.AddSingleton<WatchRepository>();
        services.AddSingleton<AccountNames>();
        services.AddSingleton<WatchMaker>();
        services.AddSingleton<WatchSeeder>();
        services.AddSingleton<ScanMetrics>();
        services.AddSingleton<ScanRepository>();
        services.AddSingleton<PostRepository>();
        services.AddSingleton<AlertRepository>();
        services.AddSingleton<PostArrivals>();
        services.AddSingleton<GivenUpPosts>();
        services.AddSingleton<PostRevival>();
        services.AddSingleton<PostLookup>();
        services.AddSingleton<FeedFiller>();
        services.AddSingleton<PostFeed>();
        services.AddSingleton<OwedAccounts>();
        services.AddSingleton<PictureLabels>();
        services.AddSingleton<PictureIntake>();
        services.AddSingleton<FactsGatherer>();
        services.AddSingleton<Relabelling>();
        services.AddSingleton<PictureReview>();
        services.AddSingleton<ModelCorrections>();
        services.AddSingleton<ModelMatcher>();
        services.AddSingleton<DatasetExport>();
        services.AddSingleton<ChannelStateRepository>();
        services.AddSingleton<ChannelRecovery>();
        services.AddSingleton<CallBudget>();
        services.TryAddSingleton<ProxyRoutes>();
        services.AddSingleton<RoutedCalls>();
        services.AddSingleton<AccountLeases>();
        services.AddSingleton<ScanTimes>();
        services.AddTransient<RuleTester>();
        services.AddSingleton<RetryPolicy>();
        services.AddSingleton<FetchFailures>();
        services.AddSingleton<VideoStep>();
        services.AddSingleton<PostGuard>();
        services.AddSingleton<PageIntake>();
        services.AddSingleton<PictureScorer>();
        services.AddSingleton<PostJudge>();
        services.AddSingleton<AlertWaits>();
        services.AddSingleton<AlertFollowUp>();

        return services
            .AddActivity<FindDueWatches, FindDueWatchesInput, DueWatches>()
            .AddActivity<EndLook, EndLookInput, bool>()
            .AddActivity<BeginScan, BeginScanInput, ScanPlan>()
            .AddActivity<HoldLease, HoldLeaseInput, bool>()
            .AddActivity<FetchPage, FetchPageInput, FetchedPage>()
            .AddActivity<PredictAccount, PredictAccountInput, PredictedAccount>()
            .AddActivity<StorePictures, PostTask, PostStep>()
            .AddActivity<Classify, PostTask, PostStep>()
            .AddActivity<ReadWords, PostTask, PostStep>()
            .AddActivity<SendAlert, AlertTask, AlertStep>()
            .AddActivity<SettlePost, PostTask, PostStep>()
            .AddActivity<CompleteScan, CompleteScanInput, ScanSummary>();
    }
}
