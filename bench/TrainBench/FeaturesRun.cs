using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Options;
using Spotter.Learning.Backbones;
using Spotter.Learning.Features;
using Spotter.Learning.Requests;
using Spotter.Learning.Training;
using Spotter.Models;
using Spotter.Models.Inference;
using Spotter.Models.Onnx;
using Spotter.Vision.Decoding;
using Spotter.Vision.Inference;

namespace TrainBench;

/// <summary>Pictures a second from file to features, against the backbone's session alone on tensors that are there.</summary>
internal sealed class FeaturesRun(string pictures, string backbone, string? tensor)
{
    private const int Rounds = 5;

    public async Task RunAsync()
    {
        var request = new TrainingRequest { Folder = pictures, OutputFolder = "", Backbone = backbone, FeatureTensor = tensor };
        var engine = new OnnxRuntimeEngine(Options.Create(new InferenceOptions()));
        var model = await BackboneModel.LoadAsync(request, engine, int.MaxValue, CancellationToken.None);
        var folder = await TrainingFolder.ReadAsync([pictures], minLabels: 2, null, CancellationToken.None);
        var filler = new TensorFiller(model.Input);
        var filled = new byte[filler.TensorBytes];
        filler.Fill(new byte[filler.PixelBytes], filled);
        var ratios = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            using var session = engine.Load(OnnxGraphWriter.AppendOutputs(model.Model, OnnxFeatures.FeaturesName));
            await Parallel.ForAsync(0, folder.Pictures.Count, (_, _) =>
            {
                session.Run(model.Input.Name, model.Input.ElementType, filler.Shape, filled, OnnxFeatures.FeaturesName);
                return ValueTask.CompletedTask;
            });
            var raw = clock.Elapsed.TotalSeconds;
            clock.Restart();
            var extractor = new FeatureExtractor(new VipsPictureDecoder(), engine, model, new FeatureCache(null, model));
            await extractor.ExtractAsync(folder.Pictures, Augmentation.None, 0, null, CancellationToken.None);
            var features = clock.Elapsed.TotalSeconds;
            // The first round warms everything up.
            if (round == 0)
                continue;

            ratios.Add(raw / features);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round}: {folder.Pictures.Count} pictures, session alone {raw:0.00} s, from file to features {features:0.00} s"));
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"features at {ratios.Order().ElementAt(Rounds / 2):0.000} of the session's rate"));
    }
}
