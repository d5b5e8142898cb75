using System.Security.Cryptography;
using System.Text.Json;
using Spotter.Learning.Requests;
using Spotter.Models;
using Spotter.Models.Adding;
using Spotter.Models.Inference;
using Spotter.Models.Onnx;
using Spotter.Models.Packages;

namespace Spotter.Learning.Backbones;

/// <summary>A network whose features a head is fitted to.</summary>
/// <param name="Name">For a person.</param>
/// <param name="Input">How a picture becomes its input.</param>
/// <param name="Tensor">The tensor that gives the features.</param>
/// <param name="Model">
/// The ONNX file, cut to what the features need and ending in <see cref="OnnxFeatures.FeaturesName"/>, which is no output yet.
/// </param>
internal sealed record BackboneModel(string Name, ModelInput Input, string Tensor, byte[] Model)
{
    /// <summary>What was taken for granted of a file that nobody described, for a person; null where nothing was.</summary>
    public string? Assumption { get; init; }

    /// <summary>The same bytes give the same features.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Model));

    /// <exception cref="TrainingException">A file is missing or cannot be used; the message says what to do.</exception>
    public static async Task<BackboneModel> LoadAsync(
        TrainingRequest request, IInferenceEngine engine, long maxBytes, CancellationToken cancellationToken)
    {
        if (request.Backbone is null or TrainingRequest.BuiltIn)
            return Prepare(
                "scattering (built in)", ScatteringBackbone.Write(), ScatteringBackbone.Description.Input, request.FeatureTensor, engine);

        if (Directory.Exists(request.Backbone))
            return await LoadFolderAsync(request.Backbone, request.FeatureTensor, engine, maxBytes, cancellationToken);
        if (!File.Exists(request.Backbone))
            throw TrainingException.OfInput(
                PackagedModels.Find(request.Backbone) is not null
                    || KnownModels.All.Any(known => known.Description.Name == request.Backbone)
                    ? $"The backbone {request.Backbone} is not here yet. Add it: spotter models add {request.Backbone}"
                    : $"There is no backbone {request.Backbone}. Name an ONNX file or a model (spotter models list), or "
                        + $"{TrainingRequest.BuiltIn}."
            );

        var bytes = await ReadFileAsync(request.Backbone, maxBytes, cancellationToken);
        if (!File.Exists(DescriptionOf(request.Backbone)))
            return Assume(request.Backbone, bytes, request.FeatureTensor, engine);

        var input = await ReadInputAsync(request.Backbone, cancellationToken);
        return Prepare(request.Backbone, bytes, input, request.FeatureTensor, engine);
    }

    private static async Task<BackboneModel> LoadFolderAsync(
        string folder, string? tensor, IInferenceEngine engine, long maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            var description = await ModelFiles.ReadDescriptionAsync(folder, cancellationToken);
            return Prepare(
                Path.Combine(folder, description.File),
                await ModelFiles.ReadModelAsync(folder, description, maxBytes, cancellationToken),
                description.Input,
                tensor,
                engine
            );
        }
        catch (ModelException e)
        {
            throw new TrainingException(e.Message, e) { IsInput = e.IsInput };
        }
    }

    private static async Task<byte[]> ReadFileAsync(string file, long maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            return (await ModelFiles.ReadContentAsync(file, maxBytes, cancellationToken)).Model;
        }
        catch (ModelException e)
        {
            throw new TrainingException(e.Message, e) { IsInput = e.IsInput };
        }
    }

    private static async Task<ModelInput> ReadInputAsync(string backbone, CancellationToken cancellationToken)
    {
        var path = DescriptionOf(backbone);
        try
        {
            await using var file = File.OpenRead(path);
            var description = await JsonSerializer.DeserializeAsync(file, BackboneJson.Default.BackboneDescription, cancellationToken);
            return description?.Input ?? throw new JsonException("\"input\" is missing.");
        }
        catch (JsonException e)
        {
            throw new TrainingException($"{path} does not describe a model's input: {e.Message} It should look like {Example(null)}", e);
        }
    }

    // A file that nobody described is read like the known model that it takes after.
    private static BackboneModel Assume(string backbone, byte[] bytes, string? tensor, IInferenceEngine engine)
    {
        ThrowIfUnfit(backbone, Parse(backbone, bytes));
        using var session = Load(backbone, bytes, engine);
        if (KnownRelative.Find(session) is not { } relative)
            throw TrainingException.OfInput(
                $"{DescriptionOf(backbone)} is missing: it says how a picture becomes the input of {backbone}. Write it from what the "
                    + $"model's publisher says, for example {Example(session.Inputs[0])}"
            );

        return Prepare(backbone, bytes, relative.Input, tensor, engine) with
        {
            Assumption =
                $"{DescriptionOf(backbone)} is missing. {Path.GetFileName(backbone)} calls its input and output as "
                    + $"{relative.Model.Description.Name} of the ONNX model zoo does, so pictures were read as for that one. Write the "
                        + $"file where they are to be read otherwise.",
        };
    }

    private static string DescriptionOf(string backbone) => Path.ChangeExtension(backbone, ".json");

    // With what the file itself says.
    private static string Example(TensorDescription? input)
    {
        var (height, width, layout) = input?.Shape switch
        {
            [_, 3, > 0 and var rows, > 0 and var columns] => (rows, columns, "nchw"),
            [_, > 0 and var rows, > 0 and var columns, 3] => (rows, columns, "nhwc"),
            _ => (224, 224, "nchw"),
        };
        return $$"""{ "input": { "name": "{{input?.Name ?? "data"}}", "width": {{width}}, "height": {{height}}, "elementType": "{{input?.ElementType.ToString().ToLowerInvariant() ?? "float32"}}", "layout": "{{layout}}", "channels": "rgb", "mean": [0, 0, 0], "scale": [1, 1, 1], "fit": "squash" } }""";
    }

    private static BackboneModel Prepare(string name, byte[] bytes, ModelInput input, string? tensor, IInferenceEngine engine)
    {
        if (input.Mean.Count != 3 || input.Scale.Count != 3 || input.Width < 1 || input.Height < 1)
            throw new TrainingException(
                $"{DescriptionOf(name)}: input.mean and input.scale must hold three numbers each, and input.width and input.height must "
                    + $"be positive."
            );

        var model = Parse(name, bytes);
        ThrowIfUnfit(name, model);
        if (!model.Inputs.Contains(input.Name))
            throw new TrainingException(
                $"{name} has no input '{input.Name}'; it has {string.Join(", ", model.Inputs)}. Correct \"name\" in {DescriptionOf(name)}."
            );

        // A model that was trained here is the same backbone again, without its head.
        var chosen = tensor ?? (model.Tensors.Contains(OnnxFeatures.FeaturesName) ? OnnxFeatures.FeaturesName : model.Outputs[0]);
        if (!model.Tensors.Contains(chosen))
            throw TrainingException.OfInput(
                $"{name} computes no tensor '{chosen}'. Its last ones are {string.Join(", ", model.Tensors.TakeLast(12))}. All of them: "
                    + $"spotter models show {name}"
            );

        var cut = model.CutAt(chosen);
        if (chosen == OnnxFeatures.FeaturesName)
            return new BackboneModel(name, input, chosen, cut);
        if (OnnxModel.Read(cut).Tensors.Contains(OnnxFeatures.FeaturesName))
            throw TrainingException.OfInput(
                $"'{chosen}' of {name} belongs to the head of a trained model. Take {OnnxFeatures.FeaturesName}, or a tensor before it.");

        return new BackboneModel(name, input, chosen, OnnxFeatures.Append(cut, chosen, Rank(name, cut, chosen, engine)));
    }

    private static void ThrowIfUnfit(string name, OnnxModel model)
    {
        // A model that was trained here may take words besides, behind its features.
        if (model.Inputs.Count != 1 && !model.Tensors.Contains(OnnxFeatures.FeaturesName))
            throw new TrainingException(
                $"{name} has {model.Inputs.Count} inputs ({string.Join(", ", model.Inputs)}) and a backbone has one, the picture. Take "
                    + $"another file."
            );
        if (model.Opset < OnnxFeatures.MinOpset)
            throw new TrainingException(
                $"{name} uses version {model.Opset} of ONNX's operators; a head needs {OnnxFeatures.MinOpset} or newer. Convert the "
                    + $"file with ONNX's version converter."
            );
    }

    private static IInferenceSession Load(string name, byte[] bytes, IInferenceEngine engine)
    {
        try
        {
            return engine.Load(bytes);
        }
        catch (InferenceException e)
        {
            throw new TrainingException($"{name} cannot be run: {e.Message}", e);
        }
    }

    private static OnnxModel Parse(string name, byte[] bytes)
    {
        try
        {
            return OnnxModel.Read(bytes);
        }
        catch (InvalidDataException e)
        {
            throw new TrainingException($"{name} is no ONNX file: {e.Message}", e);
        }
    }

    private static int Rank(string name, byte[] model, string tensor, IInferenceEngine engine)
    {
        using var session = Load(name, OnnxGraphWriter.AppendOutputs(model, tensor), engine);
        var rank = session.Outputs.Single(output => output.Name == tensor).Shape.Count;
        return rank > 1
            ? rank
            : throw TrainingException.OfInput(
                $"The tensor '{tensor}' of {name} has no shape that is known before it runs, or no features. Choose another: spotter "
                    + $"models show {name}"
            );
    }
}
