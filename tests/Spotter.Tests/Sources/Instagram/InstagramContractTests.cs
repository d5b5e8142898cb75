namespace Spotter.Tests.Sources.Instagram;

public sealed class InstagramContractTests() : SimulatedSourceContract("instagram");
