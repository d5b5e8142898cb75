using Spotter.Models;

namespace Spotter.Cli.Rows;

/// <summary>A version of a model in a list.</summary>
/// <param name="Name"><c>first</c>, or the day it was made on and a number.</param>
/// <param name="Measured">How good it is; null where nobody measured.</param>
/// <param name="Problem">Why its description cannot be read; null where it can.</param>
internal sealed record VersionRow(string Name, ModelMeasurement? Measured, string? Problem);
