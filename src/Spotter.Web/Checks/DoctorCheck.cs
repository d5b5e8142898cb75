namespace Spotter.Web.Checks;

/// <summary>One thing that <c>spotter doctor</c> looked at.</summary>
/// <param name="What">The thing.</param>
/// <param name="Ok">True where it is well.</param>
/// <param name="Found">What was found, and what to do where it is not well.</param>
public sealed record DoctorCheck(string What, bool Ok, string Found);
