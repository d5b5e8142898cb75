using Spotter.Calls;
using Spotter.Pictures;
using Spotter.Sources;

namespace CollectBench;

/// <summary>The source as one life of the process sees it.</summary>
internal sealed class MortalSource(ScriptedSource source, ProcessLife life) : IPostSource
{
    public string Name => source.Name;

    public CallBudgetPlan Budget => source.Budget;

    public string? FindHandleError(string handle) => source.FindHandleError(handle);

    public async Task<PageResult> FetchPageAsync(PageRequest request, CancellationToken cancellationToken)
    {
        await life.LiveAsync();
        var page = await source.FetchPageAsync(request, cancellationToken);
        await life.LiveAsync();
        return page;
    }

    public async Task<PictureDownload> FetchPictureAsync(PostPicture picture, CancellationToken cancellationToken)
    {
        await life.LiveAsync();
        return await source.FetchPictureAsync(picture, cancellationToken);
    }
}
