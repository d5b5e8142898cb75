using Microsoft.Extensions.Options;
using Spotter.Local.State;
using Spotter.State;
using Spotter.Watching;

namespace Spotter.Cli.Checks;

/// <summary>The watches that can be read. Where they cannot, the check of the state says so.</summary>
internal sealed class WatchesAtHand(CommandHost host)
{
    /// <summary>What holds for a watch that says nothing else.</summary>
    public WatchingOptions Defaults => host.Get<IOptions<WatchingOptions>>().Value;

    /// <summary>True where there is a state already. Whoever only looks leaves nothing behind.</summary>
    public bool HasState => File.Exists(host.Get<IOptions<StateOptions>>().Value.Path);

    public async Task<IReadOnlyList<Watch>> ListAsync(CancellationToken cancellationToken)
    {
        if (!HasState)
            return [];

        try
        {
            return await host.Get<WatchRepository>().ListAsync(_ => { }, cancellationToken).ToListAsync(cancellationToken);
        }
        catch (StateException)
        {
            return [];
        }
    }

    /// <summary>Lists the models of captions that look at an account.</summary>
    public async Task<IReadOnlyList<string>> ListCaptionModelsAsync(CancellationToken cancellationToken)
    {
        var defaults = Defaults;
        var watches = await ListAsync(cancellationToken);
        return [.. watches.Select(defaults.FindCaptionModel).Append(defaults.FindCaptionModel(null)).OfType<string>().Distinct()];
    }

    /// <summary>The rules that ask for words in pictures.</summary>
    public async Task<IReadOnlyList<string>> FindRulesOnWordsAsync(CancellationToken cancellationToken) =>
    [
        .. (await ListAsync(cancellationToken))
            .SelectMany(watch => watch.Rules)
            .Where(rule => rule.Condition.AsksForWords)
            .Select(rule => rule.ToString())
            .Distinct(),
    ];
}
