namespace Spotter.Tests.Sources.InstagramWeb;

public sealed class InstagramWebContractTests() : SimulatedSourceContract("instagram-web");
