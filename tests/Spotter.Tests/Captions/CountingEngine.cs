using Spotter.Captions;
using Spotter.Models.Inference;

namespace Spotter.Tests.Captions;

/// <summary>Runs models as another engine does, and counts the captions that are encoded.</summary>
internal sealed class CountingEngine(IInferenceEngine engine) : IInferenceEngine
{
    private int _captions;

    public string Version => engine.Version;

    /// <summary>How many captions were encoded, without those that a model is tried with when it is loaded.</summary>
    public int Captions => _captions;

    /// <summary>Happens before captions are encoded.</summary>
    public Action BeforeCaptions { get; set; } = () => { };

    public IInferenceSession Load(ReadOnlyMemory<byte> model, SessionUse use = SessionUse.Usual) =>
        new Session(engine.Load(model, use), this);

    // Runs go side by side.
    private void Add(int captions) => Interlocked.Add(ref _captions, captions);

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
                counts.Add((int)rows);
            }

            return session.Run(inputs, outputName);
        }

        public void Dispose() => session.Dispose();
    }
}
