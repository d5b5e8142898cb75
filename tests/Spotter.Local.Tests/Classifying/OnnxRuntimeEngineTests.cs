using Microsoft.Extensions.Options;
using Spotter.Classifying;
using Spotter.Contracts.Classifying;
using Spotter.Local.Classifying;

namespace Spotter.Local.Tests.Classifying;

public sealed class OnnxRuntimeEngineTests : InferenceEngineContract
{
    protected override IInferenceEngine Engine { get; } = new OnnxRuntimeEngine(Options.Create(new InferenceOptions()));
}
