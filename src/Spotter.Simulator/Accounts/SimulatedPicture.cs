using Spotter.Simulator.Drawing;
using Spotter.Simulator.Pictures;

namespace Spotter.Simulator.Accounts;

/// <summary>One picture of a post: drawn, or a file.</summary>
internal sealed record SimulatedPicture(PictureKind Kind, int Seed, PictureFault Fault = PictureFault.None, string? File = null);
