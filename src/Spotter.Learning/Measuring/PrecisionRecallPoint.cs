namespace Spotter.Learning.Measuring;

/// <summary>What a least score does.</summary>
/// <param name="Score">The least score.</param>
/// <param name="Precision">Of the pictures that reach it, the share with the label.</param>
/// <param name="Recall">Of the pictures with the label, the share that reach it.</param>
/// <param name="Taken">How many pictures reach it.</param>
public sealed record PrecisionRecallPoint(double Score, double Precision, double Recall, int Taken);
