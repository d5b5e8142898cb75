using Spotter.Captions;

namespace Spotter.Learning.Captions;

/// <summary>What to teach a model of captions from, and how.</summary>
public sealed record CaptionTrainingRequest
{
    /// <summary>A file or folder of captions (<see cref="CaptionFiles"/>).</summary>
    public required string Input { get; init; }

    /// <summary>Which account has which label; null where the captions' own files say it.</summary>
    public LabelsRequest? Labels { get; init; }

    /// <summary>The model's folder, whose name is the model's.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>The encoder's folder.</summary>
    public required string Encoder { get; init; }

    /// <summary>What is taken of its layers. Default <see cref="Pooling.Mean"/>, which did best on real accounts.</summary>
    public Pooling Pooling { get; init; } = Pooling.Mean;

    /// <summary>The tokens of a caption that are read, [CLS] and [SEP] among them. Default 64.</summary>
    public int Tokens { get; init; } = 64;

    /// <summary>Units of the hidden layer. Default 384.</summary>
    public int Hidden { get; init; } = 384;

    /// <summary>How often each account is seen. Default 10.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>How far a step of Adam goes. Default 0.0001.</summary>
    public double LearningRate { get; init; } = 0.0001;

    /// <summary>Accounts of a batch. Default 2.</summary>
    public int Batch { get; init; } = 2;

    /// <summary>How many batches are gathered for a step. Default 10.</summary>
    public int AccumulationSteps { get; init; } = 10;

    /// <summary>Decides which account goes where and where the weights begin. Default 2021.</summary>
    public int Seed { get; init; } = 2021;

    /// <summary>How many parts take turns in being measured on. Default 5.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>Where features are kept; null for nowhere.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>Told of each step of the last fit: which, of how many, and its loss; null for nobody.</summary>
    public Action<int, int, double>? Print { get; init; }

    /// <summary>What is out of range, by the name of its option; null where nothing is.</summary>
    public string? FindError() => this switch
    {
        { Folds: < 2 or > 100 } => $"--folds is {Folds}; it must be from 2 to 100.",
        { Epochs: < 1 or > 10_000 } => $"--epochs is {Epochs}; it must be from 1 to 10000.",
        { LearningRate: not (> 0 and <= 1) } =>
            FormattableString.Invariant($"--learning-rate is {LearningRate}; it must be above 0 and at most 1."),
        { Batch: < 1 or > 10_000 } => $"--batch is {Batch}; it must be from 1 to 10000.",
        { AccumulationSteps: < 1 or > 10_000 } => $"--accumulation-steps is {AccumulationSteps}; it must be from 1 to 10000.",
        { Hidden: < 1 or > 4096 } => $"--hidden is {Hidden}; it must be from 1 to 4096.",
        _ => null,
    };
}
