using FuzzBench.Mutating;
using FuzzBench.Running;
using Spotter.Sources;

namespace FuzzBench.Targets;

/// <summary>Pages and pictures of Instagram: a page or a failure, and posts that can be kept.</summary>
internal sealed class SourceTarget(IReadOnlyList<IPostSource> sources, SeedFiles files, OddServer server, PostCheck check) : ITarget
{
    private static readonly string[] Cursors = ["UVZGOjE6MA==", "user:7770904322:", "mobile:7770904322:QVFE", "edges:1:a", "\uD83D", ""];

    private readonly AnswerSeeds _graph = files.ReadAnswers("graph", "graph");
    private readonly AnswerSeeds _web = files.ReadAnswers("web", "web");
    private readonly AnswerSeeds _walls = files.ReadAnswers("walls", "pages", ".html");

    public async Task<bool> TryAsync(FuzzInput input, CancellationToken cancellationToken)
    {
        var source = input.Pick(sources);
        var fitting = source.Name == "instagram" ? _graph : _web;
        server.Play(input, () => (input.Draws(90) ? fitting : input.Draws(60) ? _walls : input.Pick([_graph, _web])).Make(input));

        var page = await source.FetchPageAsync(AskFrom(input.Draws(10) ? input.Pick(Cursors) : null), cancellationToken);
        var next = page.NextCursor;
        var isTaken = await check.CheckAsync(input, page, cancellationToken);
        if (next is not null && input.Draws(50))
            await check.CheckAsync(input, await source.FetchPageAsync(AskFrom(next), cancellationToken), cancellationToken);
        if (page.Posts.SelectMany(post => post.Pictures).FirstOrDefault() is { } picture)
            PostCheck.Check((await source.FetchPictureAsync(picture, cancellationToken)).Failure);
        return isTaken;
    }

    private static PageRequest AskFrom(string? cursor) => new("fuzz", cursor, Limit: 12);
}
