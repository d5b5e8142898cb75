using Spotter.Captions;
using Spotter.Models.Inference;

namespace Spotter.Tests.Captions;

/// <summary>Runs models as another engine does, and counts the captions that are encoded.</summary>
internal sealed class CountingEngine(IInferenceEngine engine) : IInferenceEngine
{
    public string Version => engine.Version;

    /// <summary>How many captions were encoded, without those that a model is tried with when it is loaded.</summary>
    public int Captions { get; set; }

    /// <summary>Happens before captions are encoded.</summary>
    public Action BeforeCaptions { get; set; } = () => { };

    public IInferenceSession Load(ReadOnlyMemory<byte> model, bool alone = false) => new Session(engine.Load(model, alone), this);

    private sealed class Session(IInferenceSession session, CountingEngine counts) : IInferenceSession
    {
        public IReadOnlyList<TensorDescription> Inputs => session.Inputs;

        public IReadOnlyList<TensorDescription> Outputs => session.Outputs;

        public float[] Run(
            string inputName, ElementType elementType, ReadOnlySpan<long> shape, ReadOnlySpan<byte> input, string outputName) =>
            session.Run(inputName, elementType, shape, input, outputName);

        public float[] Run(IReadOnlyList<InputTensor> inputs, string outputName)
        {
            // A caption has two tokens more than its words.
            if (outputName == CaptionGraph.Features && inputs[0].Shape is [var rows, > 2])
            {
                counts.BeforeCaptions();
                counts.Captions += (int)rows;
            }

            return session.Run(inputs, outputName);
        }

        public void Dispose() => session.Dispose();
    }
}
