namespace Spotter.Calls;

/// <summary>A host that resolves to no address a picture may come from.</summary>
internal sealed class ForbiddenAddressException(string host) : Exception($"{host} is a private or local address.");
