using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Spotter.Alerting;
using Spotter.Azure;
using Spotter.Cli.Checks;
using Spotter.Cli.Commands;
using Spotter.Cli.Output;
using Spotter.Cli.Settings;
using Spotter.Collecting;
using Spotter.Learning.Captions;
using Spotter.Learning.Training;
using Spotter.Local;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Moving;
using Spotter.Orchestration;
using Spotter.Scanning;
using Spotter.Settings;
using Spotter.Sources;
using Spotter.Sources.Folder;
using Spotter.Vision;
using Spotter.Web;
using Spotter.Web.Checks;
using Spotter.Web.Models;

namespace Spotter.Cli;

/// <summary>Everything that a command works with, put together from the settings. The one place that knows adapters by name.</summary>
internal sealed class CommandHost : IAsyncDisposable
{
    /// <summary>The settings file, for every command.</summary>
    public static readonly Option<string?> SettingsOption = new("--settings")
    {
        Description = "The settings file [default: spotter.json]",
        Recursive = true,
        HelpName = "FILE",
    };

    private readonly IServiceProvider _services;

    private CommandHost(IServiceProvider services, IConfiguration configuration)
    {
        _services = services;
        Configuration = configuration;
    }

    /// <summary>The settings as they were loaded.</summary>
    public IConfiguration Configuration { get; }

    /// <summary>Puts everything together.</summary>
    /// <param name="result">Names the settings file.</param>
    /// <param name="terminal">Receives warnings and the console channel's alerts.</param>
    /// <param name="json">True where the output is one JSON document, which alerts must not break.</param>
    /// <exception cref="UsageException">A setting is wrong; the message names it.</exception>
    public static CommandHost Open(ParseResult result, Terminal terminal, bool json = false) =>
        Open(SettingsFile.Load(result.GetValue(SettingsOption)), terminal, TimeProvider.System, json);

    /// <summary>Puts everything together from the settings that the command line names, with others in their place.</summary>
    /// <param name="result">Names the settings file.</param>
    /// <param name="terminal">Receives warnings and the console channel's alerts.</param>
    /// <param name="json">True where the output is one JSON document, which alerts must not break.</param>
    /// <param name="settings">What holds whatever the file and the environment say.</param>
    /// <exception cref="UsageException">A setting is wrong; the message names it.</exception>
    public static CommandHost Open(ParseResult result, Terminal terminal, bool json, IReadOnlyDictionary<string, string?> settings) =>
        Open(
            new ConfigurationBuilder()
                .AddConfiguration(SettingsFile.Load(result.GetValue(SettingsOption)))
                .AddInMemoryCollection(settings)
                .Build(),
            terminal,
            TimeProvider.System,
            json);

    /// <summary>Puts everything together from settings that are already loaded.</summary>
    /// <param name="terminal">Receives warnings and the console channel's alerts.</param>
    /// <param name="json">True where the output is one JSON document, which alerts must not break.</param>
    /// <exception cref="UsageException">A setting is wrong; the message names it.</exception>
    public static CommandHost Open(IConfigurationRoot configuration, Terminal terminal, TimeProvider time, bool json = false)
    {
        var services = Register(configuration, json ? terminal.Error : terminal.Out, time);
        foreach (var unknown in UnknownSettings.Find(configuration, services.FindSettings()))
            terminal.Note($"spotter: warning: the setting {unknown} means nothing; docs/settings.md lists those that do");

        var provider = services.BuildServiceProvider();
        Validate(provider);
        return new CommandHost(provider, configuration);
    }

    /// <summary>The parts of a host that is open already; whoever opened it closes it.</summary>
    public static CommandHost Over(IServiceProvider services) => new(services, new ConfigurationBuilder().Build());

    /// <summary>Everything that commands work with, not yet made.</summary>
    /// <param name="console">Receives the console channel's alerts.</param>
    public static IServiceCollection Register(IConfiguration configuration, TextWriter console, TimeProvider time) =>
        new ServiceCollection()
            .AddSingleton(time)
            .AddLogging(logging => logging
                .AddConfiguration(configuration.GetSection("Logging"))
                .SetMinimumLevel(LogLevel.Warning)
                .AddSimpleConsole(format => format.SingleLine = true))
            .AddSources(configuration)
            .AddFolderSource(configuration)
            .AddScanning(configuration)
            .AddCollecting()
            .AddMoving()
            .AddActivityRegistry()
            .AddClassifying(configuration)
            .AddLocal(configuration)
            .AddSettings<BlobStorageOptions>(configuration, AzureStorageServices.BlobSection)
            .AddSettings<TableStorageOptions>(configuration, AzureStorageServices.TableSection)
            .AddVision()
            .AddAlertChannels(configuration, console)
            // Most commands send nothing.
            .Configure<AlertingOptions>(options => options.MayLackSecrets = true)
            .AddTraining(configuration)
            .AddCaptionTraining()
            .AddModelAdding(configuration)
            .AddSite(configuration)
            .AddSingleton<IDoctor>(services => new Doctor(Over(services)))
            .AddSingleton<IModelRenewer>(provider => new RenewalProcess(
                configuration, provider.GetRequiredService<IOptions<TrainingOptions>>(), time))
            .AddSingleton<IModelTrial, ModelTrialProcess>()
            .AddSingleton<ModelRows>()
            .AddSingleton<PostRows>();

    /// <summary>Opens the storage account that the settings name.</summary>
    public AzureStorage OpenAzure() => new(Configuration);

    /// <summary>One of the parts.</summary>
    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Serves the pages; null where the settings want none, or another process serves them.</summary>
    public async Task<LocalSite?> StartSiteAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            var site = await LocalSite.StartAsync(_services, cancellationToken);
            if (site is not null)
                terminal.Note($"Pages: {site.Address}");
            return site;
        }
        catch (IOException error)
        {
            terminal.Problem($"there are no pages: {error.Message} Set Web:Address to another port, or to nothing for none.");
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_services is ServiceProvider own)
            await own.DisposeAsync();
    }

    private static void Validate(ServiceProvider services)
    {
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
        }
        catch (OptionsValidationException error)
        {
            throw new UsageException(string.Join(" ", error.Failures), error);
        }
        catch (AggregateException error) when (error.InnerExceptions.All(inner => inner is OptionsValidationException))
        {
            var failures = error.InnerExceptions.Cast<OptionsValidationException>().SelectMany(inner => inner.Failures);
            throw new UsageException(string.Join(" ", failures), error);
        }
        catch (InvalidOperationException error)
        {
            // What the binder says of a value that is no number names the setting.
            throw new UsageException(error.Message, error);
        }
    }
}
