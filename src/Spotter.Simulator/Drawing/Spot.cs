namespace Spotter.Simulator.Drawing;

/// <summary>A place on the canvas, which is 1,080 units wide.</summary>
internal readonly record struct Spot(double X, double Y);
