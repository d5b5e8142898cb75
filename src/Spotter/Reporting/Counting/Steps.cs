namespace Spotter.Reporting.Counting;

/// <summary>Numbers in steps: 1, 2, 3 to 5 and so on.</summary>
/// <param name="unit">What is counted, in the plural.</param>
/// <param name="starts">The least number of each step, from the lowest.</param>
internal sealed class Steps(string unit, params int[] starts)
{
    /// <summary>The step that a number lies in.</summary>
    public int IndexOf(int number) => starts.Length - 1 - starts.Reverse().TakeWhile(start => start > number).Count();

    /// <summary>What a step is called.</summary>
    public string NameOf(int index)
    {
        var start = starts[index];
        if (index == starts.Length - 1)
            return $"{start} {unit} or more";

        var end = starts[index + 1] - 1;
        return end > start ? $"{start} to {end} {unit}" : start == 0 ? $"no {unit}" : start == 1 ? $"1 {unit[..^1]}" : $"{start} {unit}";
    }
}
