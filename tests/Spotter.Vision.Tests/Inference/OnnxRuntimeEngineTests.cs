using Microsoft.Extensions.Options;
using Spotter.Contracts.Models;
using Spotter.Models.Inference;
using Spotter.Vision.Inference;

namespace Spotter.Vision.Tests.Inference;

public sealed class OnnxRuntimeEngineTests : InferenceEngineContract
{
    protected override IInferenceEngine Engine { get; } = new OnnxRuntimeEngine(Options.Create(new InferenceOptions()));
}
