namespace Spotter.Web;

/// <summary>What a host of the pages can do. The default is one machine, with all of it.</summary>
public sealed record SiteHost
{
    /// <summary>
    /// How an access key is set where anybody can reach the host, so that it shows nothing without one; null for one machine.
    /// </summary>
    public string? KeyAdvice { get; init; }

    /// <summary>Where whoever may know the access key finds it.</summary>
    public string KeyPlace { get; init; } = "It is what the setting Web:AccessKey says where Spotter runs.";

    /// <summary>
    /// The proxies of the host's own, as <see cref="Entrance.WebOptions.TrustedProxies"/> has them: nobody else can reach it. Default none.
    /// </summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>The command that shows it there; null where there is none.</summary>
    public string? KeyCommand { get; init; }

    /// <summary>
    /// How often a page that is looked at asks what is new, where an answer that is held open is paid for; null where it is told at once.
    /// </summary>
    public TimeSpan? NewsEvery { get; init; }

    /// <summary>How models are trained where that cannot be done here; null where it can.</summary>
    public string? ModelAdvice { get; init; }

    /// <summary>The commands that do that on another machine, in their order; none where it can be done here.</summary>
    public IReadOnlyList<string> ModelCommands { get; init; } = [];

    /// <summary>How the host is checked where nothing here does that; null where it is.</summary>
    public string? CheckAdvice { get; init; }

    /// <summary>Who says what is said on the pages.</summary>
    public string Person { get; init; } = Environment.UserName;
}
