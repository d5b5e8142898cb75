using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using Spotter.Models.Inference;
using Spotter.Pictures;

namespace Spotter.Models;

/// <summary>A model that is ready to run. Safe for many threads.</summary>
public sealed class LoadedModel : IDisposable
{
    private const float Rounding = 0.001f;

    private readonly IInferenceSession _session;
    private readonly TensorFiller _filler;
    private readonly long[] _shape;

    private LoadedModel(ModelDescription description, IInferenceSession session)
    {
        Description = description;
        _session = session;
        _filler = new TensorFiller(description.Input);
        _shape = _filler.Shape;
    }

    /// <summary>What its <c>model.json</c> says.</summary>
    public ModelDescription Description { get; }

    /// <summary>Loads a model and checks that its description fits it.</summary>
    /// <param name="place">Where it came from, for messages.</param>
    /// <param name="description">What its <c>model.json</c> says.</param>
    /// <param name="file">The ONNX file.</param>
    /// <param name="engine">Runs it.</param>
    /// <exception cref="ModelException">The file cannot be run or does not fit.</exception>
    public static LoadedModel Load(string place, ModelDescription description, ReadOnlyMemory<byte> file, IInferenceEngine engine)
    {
        IInferenceSession? session = null;
        try
        {
            session = engine.Load(file);
            if (FindError(description, session) is { } error)
                throw new ModelException($"{place}: {error}");

            var model = new LoadedModel(description, session);
            model.Try(place);
            session = null;
            return model;
        }
        catch (InferenceException error)
        {
            throw new ModelException($"{place}: the model cannot be run: {error.Message}", error);
        }
        finally
        {
            session?.Dispose();
        }
    }

    /// <summary>Classifies one picture.</summary>
    /// <param name="decoder">Reads it.</param>
    /// <param name="picture">The whole file.</param>
    /// <param name="words">
    /// The figures of its words (<see cref="ModelWords"/>), which a model that looks at the picture alone leaves aside; null where they
    /// were not read.
    /// </param>
    /// <returns>The scores from 0 to 1, in the order of the labels.</returns>
    /// <exception cref="PictureFormatException">The bytes are no picture, or one that this model has no number for.</exception>
    /// <exception cref="ModelException">The model cannot be run, or has no number for any picture.</exception>
    public float[] Score(IPictureDecoder decoder, ReadOnlyMemory<byte> picture, float[]? words = null)
    {
        try
        {
            var scores = ToScores(Run(decoder, picture, OutputFor(words), words));
            return scores.All(float.IsFinite) ? scores : throw FindCulprit();
        }
        catch (InferenceException error)
        {
            throw new ModelException($"The model '{Description.Name}' cannot be run: {error.Message}", error);
        }
    }

    /// <summary>Runs the model on one picture and reads one of its outputs, flat.</summary>
    /// <exception cref="PictureFormatException">The bytes are no picture.</exception>
    public float[] Run(IPictureDecoder decoder, ReadOnlyMemory<byte> picture, string output) => Run(decoder, picture, output, null);

    private float[] Run(IPictureDecoder decoder, ReadOnlyMemory<byte> picture, string output, float[]? words)
    {
        var input = Description.Input;
        var pixels = ArrayPool<byte>.Shared.Rent(_filler.PixelBytes);
        try
        {
            decoder.Decode(picture, input.Width, input.Height, input.Fit, pixels.AsSpan(0, _filler.PixelBytes));
            return Run(pixels.AsSpan(0, _filler.PixelBytes), output, words);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private string OutputFor(float[]? words) =>
        words is null && Description.Words is { } wanted ? wanted.OutputWithout : Description.Output.Name;

    private float[] Run(ReadOnlySpan<byte> pixels, string output, float[]? words)
    {
        var tensor = ArrayPool<byte>.Shared.Rent(_filler.TensorBytes);
        try
        {
            _filler.Fill(pixels, tensor.AsSpan(0, _filler.TensorBytes));
            return Run(tensor.AsMemory(0, _filler.TensorBytes), output, words);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(tensor);
        }
    }

    // An input must be fed also where the output does not hang on it.
    private float[] Run(ReadOnlyMemory<byte> tensor, string output, float[]? words)
    {
        var input = Description.Input;
        if (Description.Words is not { } wanted)
            return _session.Run(input.Name, input.ElementType, _shape, tensor.Span, output);

        var figures = MemoryMarshal.AsBytes<float>(words ?? new float[ModelWords.FigureCount]).ToArray();
        return _session.Run(
            [
                new InputTensor(input.Name, input.ElementType, _shape, tensor),
                new InputTensor(wanted.Name, ElementType.Float32, [1, ModelWords.FigureCount], figures),
            ],
            output);
    }

    private float[] ToScores(float[] output)
    {
        if (Description.Output.Kind == OutputKind.Logits)
            Softmax.InPlace(output);
        return output;
    }

    // A good model may have no number for one picture: one that is of a single colour, where the model divides by its contrast. A broken
    // model has none for any, and none of them may
    // be given up for that. A picture of many colours tells which it is.
    private Exception FindCulprit()
    {
        return ToScores(Run(ManyColours(), Description.Output.Name, words: null)).All(float.IsFinite)
            ? new PictureFormatException($"the model '{Description.Name}' gives a score for it that is no number")
            : new ModelException(
                $"The model '{Description.Name}' gives scores that are no numbers. Check its file and input in "
                    + $"{ModelFiles.DescriptionFile}."
            );
    }

    private byte[] ManyColours()
    {
        var colours = new byte[_filler.PixelBytes];
        for (var at = 0; at < colours.Length; at++)
            colours[at] = (byte)(at * 89);
        return colours;
    }

    private static string? FindError(ModelDescription description, IInferenceSession session)
    {
        // Its description can be read all the same, so that it can be trained again.
        if (description.Words is { Version: not ModelWords.FiguresVersion and var version })
            return $"words.version is {version}, and this program computes version {ModelWords.FiguresVersion} of the words' figures. "
                + "Train the model again, or take the program that it was trained with.";
        if (session.Inputs.FirstOrDefault(tensor => tensor.Name == description.Input.Name) is not { } input)
            return $"the model has no input '{description.Input.Name}'. It has: {Names(session.Inputs)}.";
        if (description.Words is { } words && session.Inputs.All(tensor => tensor.Name != words.Name))
            return $"the model has no input '{words.Name}', which words.name says. It has: {Names(session.Inputs)}.";
        if (description.Words is { } without && session.Outputs.All(tensor => tensor.Name != without.OutputWithout))
            return $"the model has no output '{without.OutputWithout}', which words.outputWithout says. It has: {Names(session.Outputs)}.";
        if (session.Inputs.Count > (description.Words is null ? 1 : 2))
            return $"the model has {session.Inputs.Count} inputs ({Names(session.Inputs)}) and a picture classifier has one, or two where "
                + $"{ModelFiles.DescriptionFile} says words.";
        if (input.ElementType != description.Input.ElementType)
            return $"the model's input '{input.Name}' holds {input.ElementType} and input.elementType says "
                + $"{description.Input.ElementType}.";
        if (session.Outputs.All(tensor => tensor.Name != description.Output.Name))
            return $"the model has no output '{description.Output.Name}'. It has: {Names(session.Outputs)}.";

        return null;
    }

    private static string Names(IEnumerable<TensorDescription> tensors) => string.Join(", ", tensors.Select(tensor => tensor.Name));

    // As logits they may be any numbers. A score of no number is told when a picture gives one.
    private void RequireScores(string place, float[] output)
    {
        if (Description.Output.Kind == OutputKind.Logits || !output.Any(score => score is < -Rounding or > 1 + Rounding))
            return;

        var (least, most) = (output.Where(float.IsFinite).Min(), output.Where(float.IsFinite).Max());
        throw new ModelException(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{place}: the model gives numbers from {least:0.###} to {most:0.###}, and scores are from 0 to 1. Where they are "
                    + $"logits, set output.kind to \"logits\" in {ModelFiles.DescriptionFile}."
            )
        );
    }

    // Dimensions that are not fixed are known only when the model has run.
    private void Try(string place)
    {
        Try(place, Description.Output.Name);
        if (Description.Words is { } words)
            Try(place, words.OutputWithout);
    }

    private void Try(string place, string output)
    {
        var scores = Run(new ReadOnlyMemory<byte>(new byte[_filler.TensorBytes]), output, words: null);
        if (scores.Length != Description.Labels.Count)
            throw new ModelException(
                $"{place}: the model gives {scores.Length} scores and there are {Description.Labels.Count} labels. Correct labels or "
                    + $"output.name in {ModelFiles.DescriptionFile}."
            );

        RequireScores(place, scores);
        RequireScores(place, Run(ManyColours(), output, words: null));
    }
}
