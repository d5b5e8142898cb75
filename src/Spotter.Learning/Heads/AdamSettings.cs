namespace Spotter.Learning.Heads;

/// <summary>How a head with a hidden layer is taught step by step.</summary>
internal sealed record AdamSettings
{
    /// <summary>Units of the hidden layer.</summary>
    public int Hidden { get; init; } = 384;

    /// <summary>How often each row is seen.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>How far a step goes.</summary>
    public double LearningRate { get; init; } = 0.001;

    /// <summary>How many rows a step looks at: those of a batch times the batches that are gathered for it.</summary>
    public int RowsPerStep { get; init; } = 80;

    /// <summary>Decides where the weights begin and in which order rows are seen.</summary>
    public int Seed { get; init; } = 2021;
}
