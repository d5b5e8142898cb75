using System.CommandLine;
using Microsoft.Extensions.Options;
using Spotter.Learning.Captions;
using Spotter.Learning.Training;
using Spotter.Models;

namespace Spotter.Cli.Commands;

/// <summary>Options that commands on captions have in common.</summary>
internal sealed class CaptionOptions
{
    public Option<string> Input { get; } = new("--input")
    {
        Description = "Captions: .jsonl or .json of spotter collect, instaloader and others, or a folder of them",
        Required = true,
        HelpName = "DIR|FILE",
    };

    public Option<string?> Labels { get; } = new("--labels")
    {
        Description = "Which account has which label [default: what the captions' files say]",
        HelpName = "FILE.csv",
    };

    public Option<string> Column { get; } = new("--label-column")
    {
        Description = "The column of --labels that holds the label, or a number",
        DefaultValueFactory = _ => "label",
        HelpName = "NAME",
    };

    public Option<double?> Cutoff { get; } = new("--cutoff")
    {
        Description = "Numbers of that column below it are one label, the others another",
        HelpName = "NUMBER",
    };

    public Option<double?> AgeCutoff { get; } = new("--age-cutoff")
    {
        Description = "The same as --label-column age --cutoff NUMBER",
        HelpName = "NUMBER",
    };

    public Option<bool> NoCache { get; } = new("--no-cache") { Description = "Encode all captions again and keep nothing" };

    /// <summary>Where the labels are; null for the captions' files.</summary>
    /// <exception cref="UsageException">The options do not go together.</exception>
    public LabelsRequest? ReadLabels(ParseResult result)
    {
        var cutoff = result.GetValue(Cutoff);
        var age = result.GetValue(AgeCutoff);
        if (cutoff is not null && age is not null)
            throw new UsageException("--age-cutoff is --label-column age with --cutoff: name one of the two.");
        if (result.GetValue(Labels) is { } file)
            return age is null ? new LabelsRequest(file, result.GetValue(Column)!, cutoff) : new LabelsRequest(file, "age", age);
        return cutoff is null && age is null ? null : throw new UsageException("--cutoff and --age-cutoff belong to --labels FILE.csv.");
    }

    /// <summary>Where features are kept; null for nowhere.</summary>
    public string? CacheFolder(ParseResult result, CommandHost host) =>
        result.GetValue(NoCache) ? null : host.Get<IOptions<TrainingOptions>>().Value.CacheFolder;

    /// <summary>The folder of a model, by its name or itself.</summary>
    /// <exception cref="UsageException">There is no such model.</exception>
    public static string FolderOf(CommandHost host, string model)
    {
        if (File.Exists(Path.Combine(model, ModelFiles.DescriptionFile)))
            return model;
        CommandOptions.RequireModel(host, model);
        return host.Get<ModelCatalog>().FolderOf(model);
    }
}
