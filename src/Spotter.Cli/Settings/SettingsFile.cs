using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Json;

namespace Spotter.Cli.Settings;

/// <summary>Loads the settings: the file, then the environment.</summary>
internal static class SettingsFile
{
    /// <summary>The file that is read where none is named.</summary>
    public const string DefaultName = "spotter.json";

    /// <summary>Where the models lie that came with the program.</summary>
    public static string BuiltInModels { get; } = Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>Stands before every setting in the environment.</summary>
    public const string EnvironmentPrefix = "SPOTTER_";

    /// <summary>Loads the settings.</summary>
    /// <param name="path">The file; null for <c>spotter.json</c> in the working folder, which need not exist.</param>
    /// <exception cref="UsageException">The file is missing or cannot be read; the message names it and the line.</exception>
    public static IConfigurationRoot Load(string? path)
    {
        if (path is not null && !File.Exists(path))
            throw new UsageException(
                $"There is no settings file {path}. Leave --settings out to use {DefaultName}, or write the file as docs/settings.md shows."
            );

        var file = Path.GetFullPath(path ?? DefaultName);
        CheckJson(file);
        return new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create<string, string?>("Models:BuiltInFolder", BuiltInModels)])
            .AddJsonFile(file, optional: true)
            .AddEnvironmentVariables(EnvironmentPrefix)
            .Build();
    }

    /// <summary>The file that settings were loaded from; null where there was none.</summary>
    public static string? FindPath(IConfiguration configuration) => (configuration as IConfigurationRoot)?.Providers
        .OfType<JsonConfigurationProvider>()
        .Select(provider => provider.Source.FileProvider?.GetFileInfo(provider.Source.Path ?? ""))
        .FirstOrDefault(file => file is { Exists: true })?.PhysicalPath;

    private static void CheckJson(string file)
    {
        if (!File.Exists(file))
            return;

        try
        {
            using var json = JsonDocument.Parse(
                File.ReadAllBytes(file),
                new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }
            );
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                throw new UsageException($"{file} must hold one JSON object, {{ ... }}.");
        }
        catch (JsonException error)
        {
            throw new UsageException(
                $"{file}, line {error.LineNumber + 1}: this is not JSON: {error.Message.Split(" LineNumber")[0]}", error);
        }
    }
}
