using System.Runtime.CompilerServices;
using Spotter.Accounts;
using Spotter.Alerting;
using Spotter.Models.Inference;
using Spotter.Scanning;
using Spotter.Sources;
using Spotter.Vision.Decoding;
using Spotter.Web.Checks;

namespace Spotter.Cli.Checks;

/// <summary>Looks at all that a host works with, for <c>spotter doctor</c> and for the page.</summary>
internal sealed class Doctor(CommandHost host) : IDoctor
{
    private readonly WatchesAtHand _watches = new(host);
    private readonly ModelChecks _models = new(host);
    private readonly StorageChecks _storage = new(host);
    private readonly ChannelChecks _channels = new(host);
    private readonly SourceCheck _sources = new(host);

    /// <summary>What can be looked at where the settings are wrong.</summary>
    public static async Task<IReadOnlyList<DoctorCheck>> CheckWithoutSettingsAsync(string problem) =>
    [
        new("settings", false, problem),
        await CheckPictureLibraryAsync(),
        new("all else", false, "not checked: it needs the settings"),
    ];

    public IAsyncEnumerable<DoctorCheck> CheckAsync(CancellationToken cancellationToken) => CheckAsync(send: false, cancellationToken);

    /// <summary>Looks at one thing after the other.</summary>
    /// <param name="send">True sends a test message to each channel.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async IAsyncEnumerable<DoctorCheck> CheckAsync(bool send, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new DoctorCheck("settings", true, "valid");
        yield return await CheckPictureLibraryAsync();
        yield return await TryAsync("inference library", () => Task.FromResult(host.Get<IInferenceEngine>().Version));
        await foreach (var check in CheckModelsAsync(cancellationToken))
            yield return check;
        var state = await TryAsync("state", () => _storage.CheckStateAsync(cancellationToken));
        yield return state;
        if (await _watches.FindRulesOnWordsAsync(cancellationToken) is { Count: > 0 } rules)
            yield return await TryAsync("words in pictures", () => _models.CheckReaderAsync(rules, cancellationToken));
        yield return await TryAsync("pictures", () => Task.FromResult(_storage.CheckDisk()));
        await foreach (var check in CheckOutsideAsync(send, state.Found, cancellationToken))
            yield return check;
        foreach (var account in (await _watches.ListAsync(cancellationToken)).Select(watch => watch.Account))
            if (await TryAsync(account.ToString(), () => CheckAccountAsync(account, cancellationToken), state.Found) is { Ok: false } check)
                yield return check;
    }

    private static Task<DoctorCheck> CheckPictureLibraryAsync() =>
        TryAsync("picture library", () => Task.FromResult(VipsPictureDecoder.Version));

    private async IAsyncEnumerable<DoctorCheck> CheckModelsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var usual = _watches.Defaults.Model;
        yield return await TryAsync("model", () => _models.CheckAsync(usual, cancellationToken));
        foreach (var own in (await _watches.ListAsync(cancellationToken)).Select(watch => watch.Model).Distinct().OfType<string>())
            if (own != usual)
                yield return await TryAsync($"model {own}", () => _models.CheckAsync(own, cancellationToken));
        foreach (var captions in await _watches.ListCaptionModelsAsync(cancellationToken))
            yield return await TryAsync($"captions model {captions}", () => _models.CheckCaptionsAsync(captions, cancellationToken));
    }

    private async IAsyncEnumerable<DoctorCheck> CheckOutsideAsync(
        bool send, string saidOfState, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var channel in host.Get<AlertChannels>().All)
            yield return await TryAsync(
                $"channel {channel.Name}", () => _channels.CheckAsync(channel, cancellationToken), saidOfState);
        foreach (var channel in send ? host.Get<AlertChannels>().All : [])
            yield return await TryAsync(
                $"message to {channel.Name}", () => _channels.SendAsync(channel, cancellationToken), saidOfState);
        foreach (var name in host.Get<PostSources>().Names)
            yield return await TryAsync($"source {name}", () => _sources.CheckAsync(name, cancellationToken), saidOfState);
    }

    private async Task<string> CheckAccountAsync(AccountId account, CancellationToken cancellationToken)
    {
        var progress = await host.Get<ScanRepository>().FindProgressAsync(account, cancellationToken);
        var status = AccountStatus.Of(host.Get<AccountLeases>(), progress);
        return status.IsWell ? "well" : throw new ProblemException(status.Describe());
    }

    /// <param name="saidOfState">What was said of the state: it is not said again of all that needs the state.</param>
    private static async Task<DoctorCheck> TryAsync(string what, Func<Task<string>> check, string? saidOfState = null)
    {
        try
        {
            return new DoctorCheck(what, true, await check());
        }
        catch (Exception error) when (error
            is SpotterException or DllNotFoundException or TypeInitializationException or IOException or UnauthorizedAccessException)
        {
            var found = (error is TypeInitializationException ? error.InnerException ?? error : error).Message;
            return new DoctorCheck(what, false, found == saidOfState ? "not checked: it needs the state" : found);
        }
    }
}
