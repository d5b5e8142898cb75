namespace Spotter.Simulator.Instagram;

/// <summary>How much of its limit a credential has used.</summary>
internal readonly record struct CallUsage(int Percent, TimeSpan Regain, bool Allowed);
