namespace Spotter.Web.Api;

/// <summary>Which version of a model counts.</summary>
/// <param name="Model">The model.</param>
/// <param name="Version">The version that counts from the next picture on.</param>
/// <param name="Before">The one that counted before.</param>
internal sealed record ModelInUse(string Model, string Version, string Before);
