using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Converters;
using Microsoft.DurableTask.Protobuf;
using Microsoft.DurableTask.Worker;
using Microsoft.DurableTask.Worker.Grpc;
using Microsoft.Extensions.DependencyInjection;
using Spotter.Accounts;
using Spotter.FunctionsApp.Orchestration;
using Spotter.Orchestration;
using Spotter.Posts;
using Spotter.Scanning;

namespace Spotter.FunctionsApp.Tests.Orchestration;

/// <summary>
/// Histories of an orchestration that numbers its calls otherwise than before its host died: what was under way then is answered under
/// numbers that belong to other calls now. The engine's own runner replays them.
/// </summary>
public sealed class StrayAnswerTests
{
    private static readonly DateTime Now = new(2026, 3, 2, 12, 0, 0, DateTimeKind.Utc);
    private static readonly PostTask Post = new(AccountId.Parse("instagram:davesfreshpasta"), "9-1");
    private static readonly PostStep Settled = new() { Stage = PostStage.Done };

    [Fact]
    public void The_answer_of_a_call_is_its_output()
    {
        var actions = Settle([Scheduled(0)], [Answer(0, Of(Post))]);

        Assert.Equal(PostStage.Done, OutputOf(actions).Stage);
    }

    [Fact]
    public void Whoever_answers_a_call_calls_it_as_whoever_makes_it()
    {
        var at = new DateTimeOffset(Now.AddTicks(1_234_567));
        var odd = "a \"b\" <ü> 🍲 \ud83c \u2028";
        var counts = new ScanCounts { Posts = 1 };
        var summary = new ScanSummary { Account = Post.Account, StartedAt = at, EndedAt = at, Losses = [odd], Counts = counts };
        var bounds = new CollectionBounds(at, at.ToOffset(TimeSpan.FromHours(-5)), PostKind.Videos, odd, KeepsRaw: true);
        var request = new ScanRequest(Post.Account, ScanMode.History, SoFar: summary, Trail: new PassTrail(odd), Bounds: bounds);

        AssertSame(FindDueWatches.Definition, new FindDueWatchesInput("instagram", at, odd));
        AssertSame(EndLook.Definition, new EndLookInput("instagram", at));
        AssertSame(BeginScan.Definition, new BeginScanInput(request, odd));
        AssertSame(BeginScan.Definition, new BeginScanInput(new ScanRequest(Post.Account), "scan"));
        AssertSame(HoldLease.Definition, new HoldLeaseInput(Post.Account, "scan", at, odd));
        AssertSame(FetchPage.Definition, new FetchPageInput(Post.Account, "scan", ScanMode.New, odd, 0, 1, at, at, 12, bounds));
        AssertSame(FetchPage.Definition, new FetchPageInput(Post.Account, "scan", ScanMode.New, null, 0, 0, at));
        AssertSame(PredictAccount.Definition, new PredictAccountInput(Post.Account, false));
        AssertSame(SettlePost.Definition, Post with { Collecting = new CollectedWork(null, true) });
        AssertSame(SendAlert.Definition, new AlertTask(Post.Account, Post.PostKey, odd));
        AssertSame(CompleteScan.Definition, new CompleteScanInput(summary, "scan"));
    }

    [Theory]
    [MemberData(nameof(Strays))]
    public void A_call_is_made_again_where_its_number_is_answered_by(string what, HistoryEvent stray)
    {
        var asked = Settle([Scheduled(0)], [stray]);
        var answered = Settle([Scheduled(0), stray, Started(), Scheduled(1)], [Answer(1, Of(Post))]);

        var again = Assert.Single(asked).ScheduleTask;
        Assert.True(again is { Name: nameof(SettlePost) }, what);
        Assert.Equal([Post], JsonSerializer.Deserialize<PostTask[]>(again.Input, AzureServices.DurableJson)!);
        Assert.Equal(PostStage.Done, OutputOf(answered).Stage);
    }

    [Fact]
    public void A_call_that_is_answered_by_others_again_and_again_fails()
    {
        var past = Enumerable.Range(0, 19).SelectMany(n => (HistoryEvent[])[Scheduled(n), Fired(n), Started()]).Append(Scheduled(19));

        var ended = Assert.Single(Settle([.. past], [Fired(19)])).CompleteOrchestration;

        Assert.Equal(OrchestrationStatus.Failed, ended.OrchestrationStatus);
        Assert.Contains("got 20 answers that belong to other calls", ended.FailureDetails.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scan_whose_answer_is_lost_counts_as_failed_and_ends_no_other()
    {
        var scan = new ScanRequest(Post.Account);
        var actions = Run(
            context => MonitorAccounts.Definition.RunAsync(context, new MonitorRequest { Scans = [scan], Parallel = 1 }),
            [
                new HistoryEvent
                {
                    EventId = 0,
                    SubOrchestrationInstanceCreated = new SubOrchestrationInstanceCreatedEvent { Name = nameof(ScanAccount) },
                },
            ],
            [Fired(0)]);

        Assert.Equal(1, OutputOf<MonitorSummary>(actions).Scans[ScanOutcome.Failed]);
    }

    [Fact]
    public void A_wait_goes_on_where_the_number_of_its_timer_is_answered_too_early()
    {
        var until = Now.AddMinutes(1);
        var actions = Run<PostStep>(
            async context =>
            {
                await context.WaitUntilAsync(until);
                return Settled;
            },
            [new HistoryEvent { EventId = 0, TimerCreated = new TimerCreatedEvent { FireAt = until.ToTimestamp() } }],
            [Answer(0, Of(Post))]
        );

        Assert.Equal(until, Assert.Single(actions).CreateTimer.FireAt.ToDateTime());
    }

    public static TheoryData<string, HistoryEvent> Strays => new()
    {
        { "a timer", Fired(0) },
        { "the same activity for another post", Answer(0, Of(Post with { PostKey = "8-2" })) },
        {
            "another activity",
            Answer(0, ActivityAnswer.To(
                HoldLease.Definition, new HoldLeaseInput(Post.Account, "scan", new DateTimeOffset(Now)), true))
        },
        { "one without a word", new HistoryEvent { TaskCompleted = new TaskCompletedEvent { TaskScheduledId = 0 } } },
    };

    private static void AssertSame<TInput, TOutput>(Activity<TInput, TOutput> activity, TInput input)
    {
        var sent = JsonSerializer.Serialize(input, AzureServices.DurableJson);
        var arrived = JsonSerializer.Deserialize<TInput>(sent, AzureServices.DurableJson)!;

        Assert.Equal(ActivityAnswer.CallOf(activity, input), ActivityAnswer.CallOf(activity, arrived));
    }

    private static ActivityAnswer Of(PostTask post) => ActivityAnswer.To(SettlePost.Definition, post, Settled);

    private static IReadOnlyList<OrchestratorAction> Settle(HistoryEvent[] past, HistoryEvent[] news) =>
        Run(context => context.CallActivityAsync(SettlePost.Definition, Post), past, news);

    private static IReadOnlyList<OrchestratorAction> Run<T>(
        Func<IOrchestrationContext, Task<T>> orchestration, HistoryEvent[] past, HistoryEvent[] news)
    {
        var request = new OrchestratorRequest { InstanceId = "scan" };
        request.PastEvents.Add(Started());
        request.PastEvents.Add(new HistoryEvent
        {
            EventId = -1,
            ExecutionStarted = new ExecutionStartedEvent
            {
                Name = "Test",
                OrchestrationInstance = new OrchestrationInstance { InstanceId = "scan" },
            },
        });
        request.PastEvents.Add(past);
        request.NewEvents.Add(Started());
        request.NewEvents.Add(news);
        foreach (var one in request.PastEvents.Concat(request.NewEvents))
            one.Timestamp = Now.ToTimestamp();
        var options = new DurableTaskWorkerOptions { DataConverter = new JsonDataConverter(AzureServices.DurableJson) };
        using var services = new ServiceCollection().AddSingleton(options).BuildServiceProvider();
        var response = GrpcOrchestrationRunner.LoadAndRun<object, T>(
            Convert.ToBase64String(request.ToByteArray()),
            async (context, _) => await orchestration(new DurableOrchestrationContext(context)),
            services);
        return [.. OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(response)).Actions];
    }

    private static PostStep OutputOf(IReadOnlyList<OrchestratorAction> actions) => OutputOf<PostStep>(actions);

    private static T OutputOf<T>(IReadOnlyList<OrchestratorAction> actions) =>
        JsonSerializer.Deserialize<T>(Assert.Single(actions).CompleteOrchestration.Result, AzureServices.DurableJson)!;

    private static HistoryEvent Started() => new() { EventId = -1, OrchestratorStarted = new() };

    private static HistoryEvent Scheduled(int number) =>
        new() { EventId = number, TaskScheduled = new TaskScheduledEvent { Name = nameof(SettlePost) } };

    private static HistoryEvent Fired(int number) =>
        new() { EventId = -1, TimerFired = new TimerFiredEvent { TimerId = number, FireAt = Now.ToTimestamp() } };

    private static HistoryEvent Answer(int number, ActivityAnswer answer) => new()
    {
        EventId = -1,
        TaskCompleted = new TaskCompletedEvent
        {
            TaskScheduledId = number,
            Result = JsonSerializer.Serialize(answer, AzureServices.DurableJson),
        },
    };
}
