using Microsoft.Extensions.Options;
using Spotter.Classifying;
using Spotter.Contracts.Classifying;
using Spotter.FunctionsApp.Classifying;

namespace Spotter.FunctionsApp.Tests.Classifying;

public sealed class ManagedOnnxEngineTests : InferenceEngineContract
{
    protected override IInferenceEngine Engine { get; } = new ManagedOnnxEngine(Options.Create(new InferenceOptions()));
}
