namespace Spotter.Cli.Commands;

/// <summary>One thing that <c>spotter doctor</c> looked at.</summary>
/// <param name="Found">What was found, and what to do where it is not well.</param>
internal sealed record DoctorCheck(string What, bool Ok, string Found);
