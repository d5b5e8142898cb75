using System.CommandLine;
using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Learning.Requests;
using Spotter.Learning.Training;
using Spotter.Models;

namespace Spotter.Cli.Commands;

/// <summary>What <c>spotter train</c> is told on the command line.</summary>
internal static class TrainArguments
{
    private static readonly string[] Changes = ["flip", "crop", "scale", "brightness"];

    public static readonly Argument<string[]> Folder = new("DIR")
    {
        Description = "Holds a folder of pictures for each label; several are taken as one",
        Arity = ArgumentArity.ZeroOrMore,
    };
    private static readonly Option<string?> Output = new("--out")
    {
        Description = "The model's folder; its name is the model's; for a first training",
        HelpName = "FOLDER",
    };
    public static readonly Option<bool> FromCorrections = new("--from-corrections")
    {
        Description = "Make a new version of --model, from what people labelled and the folders [default: Training:Models:NAME:Folder]",
    };
    public static readonly Option<string?> Model = new("--model")
    {
        Description = "The model that gets a new version; its features are the default",
        HelpName = "NAME",
    };
    public static readonly Option<bool> Deploy = new("--deploy")
    {
        Description = "Let the watches use the new version, unless it is clearly worse than the old",
    };
    public static readonly Option<bool> Force = new("--force") { Description = "With --deploy: even where it is clearly worse" };
    private static readonly Option<string?> Backbone = new("--backbone")
    {
        Description =
            "A model, an ONNX file with a .json beside it that says how it reads pictures, or built-in [default: the best that is there, "
                + "such as resnet18, compared with the others]",
        HelpName = "NAME|FILE",
    };
    private static readonly Option<string?> Features = new("--features")
    {
        Description =
            "The backbone's tensor to use; spotter models show lists them [default: its first output, or the features of a model that "
                + "spotter trained]",
        HelpName = "TENSOR",
    };
    private static readonly Option<int?> Folds = new("--folds")
    {
        Description =
            "Measure every picture by a head fitted without its fold, and fit the model to all [default: 5, or 10 % set aside to measure "
                + "on where each label has more than 500 pictures]",
        HelpName = "K",
    };
    private static readonly Option<double?> Validation = new("--validation")
    {
        Description = "Set a part aside, and choose settings on this share of the pictures [default: 0.1]",
        HelpName = "SHARE",
    };
    private static readonly Option<double?> Test = new("--test")
    {
        Description = "Set a part aside, and measure on this share of the pictures [default: 0.1]",
        HelpName = "SHARE",
    };
    private static readonly Option<double?> Precision = new("--precision")
    {
        Description = "Recommend least scores whose precision is at least this, 95 % sure [default: for the best F1]",
        HelpName = "SHARE",
    };
    private static readonly Option<int> Hidden = new("--hidden")
    {
        Description = "Units of a hidden layer; 0 is none",
        DefaultValueFactory = _ => 0,
        HelpName = "N",
    };
    private static readonly Option<double?> Penalty = new("--penalty")
    {
        Description = "The L2 penalty of the head; a larger one helps where pictures to come are unlike these [default: the best on these]",
        HelpName = "NUMBER",
    };
    private static readonly Option<string> Weights = new("--weights")
    {
        Description = "What labels count: balanced, none, or LABEL=NUMBER,...",
        DefaultValueFactory = _ => "balanced",
        HelpName = "WEIGHTS",
    };
    private static readonly Option<string?> Augment = new("--augment")
    {
        Description = "Train on changed copies too: any of flip,crop,scale,brightness",
        HelpName = "CHANGES",
    };
    private static readonly Option<int?> Copies = new("--copies")
    {
        Description = "How many changed copies of each picture [default: 3]",
        HelpName = "N",
    };
    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Decides which picture goes where; the same seed and pictures give the same model",
        DefaultValueFactory = _ => 0,
        HelpName = "N",
    };
    private static readonly Option<bool> NoWords = new("--no-words")
    {
        Description = "Go by the pictures alone; otherwise words in them count too, where a reader is installed",
    };
    private static readonly Option<bool> WordsOnly = new("--words-only")
    {
        Description = "Go by the words in the pictures where they are read, and by the pictures only where they are not",
    };
    private static readonly Option<string?> Groups = new("--groups")
    {
        Description = "Lines PICTURE TAB GROUP, a path below DIR each: a group, such as a shop, stays on one side of every split",
        HelpName = "FILE",
    };
    private static readonly Option<bool> NoCache = new("--no-cache") { Description = "Compute all features again and keep none" };

    /// <summary>Progress and outcome in lines of JSON, until the input ends. Nobody types it.</summary>
    public static readonly Option<bool> ForPages = new("--for-pages") { Hidden = true };

    // What makes a model what it is, whatever pictures there are.
    public static readonly IReadOnlyList<Option> Settings =
        [Precision, Hidden, Penalty, Weights, Augment, Copies, NoWords, WordsOnly];

    /// <summary>All options, in the order in which help lists them.</summary>
    public static readonly IReadOnlyList<Option> All =
    [
        Output, FromCorrections, Model, Deploy, Force, Backbone, Features, Folds, Validation, Test, Precision, Hidden, Penalty, Weights,
        Augment, Copies, Seed, NoWords, WordsOnly, Groups, NoCache, ForPages,
    ];

    /// <summary>Refuses options that do not go together.</summary>
    public static void RequireOneWay(ParseResult result)
    {
        if (!result.GetValue(FromCorrections))
        {
            if (result.GetValue(Model) is not null || result.GetValue(Deploy) || result.GetValue(Force))
                throw new UsageException("--model, --deploy and --force belong to --from-corrections: name it, too.");
            if (result.GetValue(Output) is null || result.GetValue(Folder) is not { Length: > 0 })
                throw new UsageException("Name the folder of pictures and --out, for example: spotter train photos --out models/lunch");
        }
        else if (result.GetValue(Model) is null || result.GetValue(Output) is not null)
        {
            throw new UsageException("--from-corrections makes a new version of --model: name that, and no --out.");
        }
    }

    /// <summary>Reads what to train from and how.</summary>
    /// <param name="result">The command line.</param>
    /// <param name="host">Knows the models and the settings.</param>
    /// <param name="renewal">The version that is made; null for a first training.</param>
    /// <param name="settings">What makes the model what it is.</param>
    /// <exception cref="UsageException">It cannot be followed.</exception>
    public static TrainingRequest Read(ParseResult result, CommandHost host, Renewal? renewal, TrainingSettings settings)
    {
        var request = ReadUnchecked(result, host, renewal, settings);
        CommandOptions.RequireOwn(host, request.OutputFolder);
        if (TrainingRequestCheck.FindError(request) is { } wrong)
            throw new UsageException(wrong);
        if (FoldersOf(request).FirstOrDefault(folder => !Directory.Exists(folder)) is { } missing)
            throw new UsageException(
                $"There is no folder {missing}. Make it, with one folder of pictures per label inside.");
        RequireLabels(request);
        return request;
    }

    private static TrainingRequest ReadUnchecked(ParseResult result, CommandHost host, Renewal? renewal, TrainingSettings settings)
    {
        var folders = result.GetValue(Folder)!;
        var (balanced, weights) = ReadWeights(settings.Get(Weights)!);
        var training = host.Get<IOptions<TrainingOptions>>().Value;
        var request = renewal is null
            ? new TrainingRequest { Folder = folders[0], MoreFolders = folders[1..], OutputFolder = result.GetValue(Output)! }
            : renewal.Made.RequestWith(folders.Length > 0 ? folders : training.FoldersOf(renewal.Made.Model));
        return request with
        {
            Backbone = FindBackbone(result.GetValue(Backbone), host) ?? request.Backbone,
            FeatureTensor = result.GetValue(Features),
            Folds = result.GetValue(Folds),
            ValidationShare = result.GetValue(Validation),
            TestShare = result.GetValue(Test),
            Precision = settings.Get(Precision),
            Hidden = settings.Get(Hidden),
            Penalty = settings.Get(Penalty),
            Balanced = balanced,
            LabelWeights = weights,
            Augmentation = ReadAugmentation(settings.Get(Augment), settings.Get(Copies)),
            Seed = result.GetValue(Seed),
            UseWords = !settings.Get(NoWords),
            WordsOnly = settings.Get(WordsOnly),
            Options = settings.Options,
            GroupsFile = result.GetValue(Groups),
            CacheFolder = result.GetValue(NoCache) ? null : training.CacheFolder,
        };
    }

    private static IEnumerable<string> FoldersOf(TrainingRequest request) => [request.Folder, .. request.MoreFolders];

    // A file wins over a model of the same name: it is what lies before the operator's eyes.
    private static string? FindBackbone(string? text, CommandHost host) =>
        text is not null && !File.Exists(text) && host.Get<ModelCatalog>().Names.Contains(text)
            ? host.Get<ModelCatalog>().FolderOf(text)
            : text;

    private static (bool Balanced, Dictionary<string, double> Weights) ReadWeights(string text)
    {
        if (text is "balanced" or "none")
            return (text == "balanced", []);

        var weights = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var part in text.Split(','))
        {
            var sign = part.LastIndexOf('=');
            if (sign < 1 || !double.TryParse(part[(sign + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var weight))
                throw new UsageException(
                    $"--weights is '{text}'. Write balanced, none, or numbers for labels, for example board=2,other=1.");
            weights[part[..sign]] = weight;
        }

        return (true, weights);
    }

    private static void RequireLabels(TrainingRequest request)
    {
        var labels = FoldersOf(request).SelectMany(Directory.EnumerateDirectories)
            .Select(folder => Path.GetFileName(folder).Normalize())
            .Order(StringComparer.Ordinal)
            .ToList();
        if (request.LabelWeights.Keys.FirstOrDefault(label => !labels.Contains(label)) is { } unknown)
            throw new UsageException(
                $"--weights names '{unknown}', and there is no such label. There are: {string.Join(", ", labels)}.");
    }

    private static Augmentation ReadAugmentation(string? text, int? copies)
    {
        if (text is null)
            return copies is null ? Augmentation.None : throw new UsageException(
                "--copies says how many changed copies there are, and --augment how they are changed: name it, too.");

        var wanted = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (wanted.Length == 0 || wanted.FirstOrDefault(change => !Changes.Contains(change)) is not null)
            throw new UsageException($"--augment is '{text}'. Write one or more of {string.Join(", ", Changes)}, separated by commas.");

        return new Augmentation
        {
            Copies = copies ?? new Augmentation().Copies,
            Flip = wanted.Contains("flip"),
            Crop = wanted.Contains("crop"),
            Scale = wanted.Contains("scale"),
            Brightness = wanted.Contains("brightness"),
        };
    }
}
