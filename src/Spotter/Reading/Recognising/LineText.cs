namespace Spotter.Reading.Recognising;

/// <summary>What a line says.</summary>
/// <param name="Text">Empty where nothing was read.</param>
/// <param name="Confidence">The mean probability of its letters, 0 to 1.</param>
internal sealed record LineText(string Text, float Confidence);
