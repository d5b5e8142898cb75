namespace Spotter.Training;

/// <summary>How well a label is told from the others, on the held-out pictures.</summary>
/// <param name="Label">The label.</param>
/// <param name="TrainingPictures">How many pictures of it the head was fitted to.</param>
/// <param name="HeldOutPictures">How many pictures of it were held out.</param>
/// <param name="Precision">Of the pictures given this label, the share that were rightly given it, 0 to 1; 1 where none was given it.</param>
/// <param name="Recall">Of this label's pictures, the share that were given it, 0 to 1.</param>
/// <param name="LeastScore">The recommended least score, 0 to 1: the one with the highest F1.</param>
public sealed record LabelReport(string Label, int TrainingPictures, int HeldOutPictures, double Precision, double Recall, double LeastScore);
