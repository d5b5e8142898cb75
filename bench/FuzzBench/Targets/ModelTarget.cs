using FuzzBench.Mutating;
using FuzzBench.Running;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Models.Inference;

namespace FuzzBench.Targets;

/// <summary>ONNX files and their descriptions: a model that runs, or a word on why it does not.</summary>
internal sealed class ModelTarget(ModelInspector inspector, IInferenceEngine engine, SeedFiles files, string folder) : ITarget
{
    private const int MaxInput = 4 << 20;
    private const long MaxBytes = 64 << 20;

    private readonly List<byte[]> _models =
    [
        .. SeedFiles.ReadCommitted("model/model.onnx"),
        .. files.ReadExamples(path => SeedFiles.HasExtension(path, ".onnx"), 4 << 20).OrderBy(model => model.Length),
    ];

    private readonly AnswerSeeds _descriptions = files.ReadAnswers("model/model.json", part: null);

    public async Task<bool> TryAsync(FuzzInput input, CancellationToken cancellationToken)
    {
        try
        {
            if (input.Draws(30))
                return await TryFolderAsync(input, cancellationToken);

            // The larger the file, the longer one takes.
            var seed = input.Draws(1) ? _models[^1] : input.Pick(_models[..^1].DefaultIfEmpty(_models[^1]).ToList());
            var model = ByteMutator.Mutate(input, seed, _models);
            if (input.Draws(50))
                inspector.Inspect("fuzz", model);
            else
                Run(model);
            return true;
        }
        catch (Exception error) when (error is ModelException or InferenceException or InvalidDataException)
        {
            FaultException.ThrowIf(string.IsNullOrWhiteSpace(error.Message), "a refusal without words");
            return false;
        }
    }

    private async Task<bool> TryFolderAsync(FuzzInput input, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, ModelFiles.DescriptionFile), _descriptions.Make(input), cancellationToken);
        var model = input.Draws(70) ? _models[0] : ByteMutator.Mutate(input, _models[0], _models);
        await File.WriteAllBytesAsync(Path.Combine(folder, "model.onnx"), model, cancellationToken);

        var description = await ModelFiles.ReadDescriptionAsync(folder, cancellationToken);
        if (description.Hosted is not null)
            return false;

        var bytes = await ModelFiles.ReadModelAsync(folder, description, MaxBytes, cancellationToken);
        using var loaded = LoadedModel.Load(folder, description, bytes, engine);
        return true;
    }

    private void Run(byte[] model)
    {
        using var session = engine.Load(model);
        if (session.Inputs.Count == 0 || session.Outputs.Count == 0)
            return;

        var first = session.Inputs[0];
        long[] shape = [.. first.Shape.Select(length => length < 1 ? 1 : length)];
        var size = shape.Aggregate((Int128)SizeOf(first.ElementType), (product, length) => product * length);
        if (size > 0 && size <= MaxInput)
            session.Run(first.Name, first.ElementType, shape, new byte[(int)size], session.Outputs[0].Name);
    }

    private static int SizeOf(ElementType type) => type switch
    {
        ElementType.Float32 => 4,
        ElementType.Float16 => 2,
        ElementType.UInt8 => 1,
        ElementType.Int64 => 8,
        _ => 0,
    };
}
